using System.Collections.Immutable;
using System.Globalization;
using PluginRender.Planning;

namespace PluginRender.Rendering;

/// <summary>What a project looked like when somebody said that it was right: to be compared with how it looks now.</summary>
/// <param name="GoldenVersion">The version of this file's form.</param>
/// <param name="Video">What kind of video it is.</param>
/// <param name="Codec">The codec parameters of the video.</param>
/// <param name="Encoder">What the encoder was set to. Not all of it shows in the codec parameters: the quality does not.</param>
/// <param name="Frames">The file that has every frame without loss.</param>
/// <param name="Segments">The frames before encoding, in time order, without gaps.</param>
public sealed record GoldenReference(
    int GoldenVersion, GoldenVideo Video, VideoHeader Codec, ImmutableArray<EncoderOption> Encoder, GoldenFile Frames, ImmutableArray<GoldenSegment> Segments)
{
    /// <summary>The version that is written, and the only one that is read.</summary>
    public const int Version = 1;

    /// <summary>The hashes of all frames, in order.</summary>
    public ImmutableArray<string> Hashes() => [.. Segments.SelectMany(s => s.FrameHashes)];

    /// <summary>Names every difference of how the video is encoded, with both values.</summary>
    public IEnumerable<string> EncodingDifferencesTo(GoldenReference now)
    {
        ArgumentNullException.ThrowIfNull(now);
        IEnumerable<string> names = Encoder.Concat(now.Encoder).Select(o => o.Name).Distinct();
        return Codec.DifferencesTo(now.Codec).Concat(names.Where(n => Of(this, n) != Of(now, n)).Select(n => $"the encoder's {n} is {Of(now, n)}, the reference's is {Of(this, n)}"));

        static string Of(GoldenReference reference, string name) => reference.Encoder.FirstOrDefault(o => o.Name == name).Value ?? "not set";
    }

    /// <summary>
    /// What an encoder is set to. The version of its library is left out: another one may encode a little differently, and
    /// no project can do anything about it.
    /// </summary>
    public static ImmutableArray<EncoderOption> SettingsOf(EncoderSettings encoder)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        return
        [
            new("codec", encoder.Codec), new("threads", encoder.Threads.ToString(CultureInfo.InvariantCulture)),
            new("gopFrames", encoder.GopFrames.ToString(CultureInfo.InvariantCulture)), .. encoder.Options,
        ];
    }
}

/// <param name="Width">Luma columns.</param>
/// <param name="Height">Luma rows.</param>
/// <param name="Fps">Frames per second, as in a project.</param>
/// <param name="Frames">How many.</param>
public sealed record GoldenVideo(int Width, int Height, string Fps, int Frames)
{
    /// <summary>Names every difference, with both values.</summary>
    public IEnumerable<string> DifferencesTo(GoldenVideo now)
    {
        ArgumentNullException.ThrowIfNull(now);
        if ((Width, Height) != (now.Width, now.Height)) yield return $"the size is {now.Width}x{now.Height}, the reference's is {Width}x{Height}";
        if (Fps != now.Fps) yield return $"the rate is {now.Fps} frames per second, the reference's is {Fps}";
        if (Frames != now.Frames) yield return $"there are {now.Frames} frames, the reference has {Frames}";
    }
}

/// <summary>What stands in a video's header: what decoders are set up by.</summary>
/// <param name="Name">The codec, as libavcodec names it.</param>
/// <param name="Profile">Its profile_idc.</param>
/// <param name="Level">Its level_idc.</param>
/// <param name="Color">Range, primaries, transfer and matrix.</param>
/// <param name="Extradata">Parameter sets, in hexadecimal digits.</param>
public sealed record VideoHeader(string Name, int Profile, int Level, string Color, string Extradata)
{
    /// <summary>Names every difference, with both values.</summary>
    public IEnumerable<string> DifferencesTo(VideoHeader now)
    {
        ArgumentNullException.ThrowIfNull(now);
        (string Name, object Now, object Before)[] compared =
        [
            ("codec", now.Name, Name), ("profile", now.Profile, Profile), ("level", now.Level, Level), ("color", now.Color, Color),
            ("extradata (SPS and PPS)", now.Extradata, Extradata),
        ];
        return compared.Where(c => !c.Now.Equals(c.Before)).Select(c => $"codec parameters: the {c.Name} is {c.Now}, the reference's is {c.Before}");
    }
}

/// <param name="Sha256">Of the file.</param>
/// <param name="Bytes">Its size.</param>
public sealed record GoldenFile(string Sha256, long Bytes);

/// <param name="Id">The segment's id.</param>
/// <param name="FrameHashes">XXH128 of each frame as it was given to the encoder, in hexadecimal digits.</param>
public sealed record GoldenSegment(string Id, ImmutableArray<string> FrameHashes);
