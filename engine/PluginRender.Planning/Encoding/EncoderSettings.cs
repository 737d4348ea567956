using System.Collections.Immutable;
using System.Globalization;
using PluginRender.Projects;

namespace PluginRender.Planning;

/// <summary>How every chunk of an output is encoded: one encoder, one set of options.</summary>
/// <param name="Codec">libavcodec's encoder name.</param>
/// <param name="Library">Versions of the encoding libraries; part of chunk keys.</param>
/// <param name="Threads">Encoder threads. x264's bytes depend on it, so it is never taken from the machine.</param>
/// <param name="GopFrames">Most frames between two IDR pictures.</param>
/// <param name="Options">Further options, in order.</param>
public sealed record EncoderSettings(
    string Codec, string Library, int Threads, int GopFrames, ImmutableArray<EncoderOption> Options)
{
    /// <summary>The settings of a profile for libx264.</summary>
    public static EncoderSettings X264(OutputProfile profile, double crf, int threads, string library)
    {
        string rate = crf.ToString("0.###", CultureInfo.InvariantCulture);
        return new EncoderSettings("libx264", library, threads, 250,
        [
            new("preset", profile == OutputProfile.Draft ? "ultrafast" : "fast"),
            new("profile", profile == OutputProfile.Draft ? "baseline" : "high"),
            new("crf", rate),
            // stitchable: no header field may depend on rate control, so that chunks share one header.
            // cpu-independent: the same pictures whichever assembly routines the processor allows.
            // open-gop=0: no picture refers across an IDR, and so none across a seam.
            // mbtree=0: with it, B-frames and AVX-512 the same input gave different bytes from run to run.
            new("x264-params", "stitchable=1:cpu-independent=1:open-gop=0:mbtree=0"),
        ]);
    }

    /// <summary>The settings for libx264 that keep every sample as it is: to compare frames later, not to watch.</summary>
    public static EncoderSettings Lossless(int threads, string library) => new("libx264", library, threads, 250,
    [
        new("preset", "ultrafast"),
        // Quantizer 0 is lossless with 8 bits; the profile that knows it, High 4:4:4 Predictive, follows from it.
        new("qp", "0"),
        new("x264-params", "stitchable=1:cpu-independent=1:open-gop=0:mbtree=0"),
    ]);

    /// <summary>The settings of a profile for h264_nvenc, the sequential fallback.</summary>
    public static EncoderSettings Nvenc(OutputProfile profile, double crf, string library)
        => new("h264_nvenc", library, 1, 250,
        [
            new("preset", profile == OutputProfile.Draft ? "p1" : "p5"),
            new("profile", profile == OutputProfile.Draft ? "baseline" : "high"),
            new("rc", "constqp"),
            new("qp", Math.Round(crf).ToString(CultureInfo.InvariantCulture)),
            new("bf", profile == OutputProfile.Draft ? "0" : "2"),
            new("forced-idr", "1"),
        ]);
}

/// <param name="Name">An option of libavcodec or of the encoder.</param>
/// <param name="Value">Its value.</param>
public readonly record struct EncoderOption(string Name, string Value);
