using FFmpeg.AutoGen;

namespace PluginRender.Media;

/// <summary>
/// What must be equal for two streams to stand under one header. The extradata decides: pixel format and bit
/// depth stand in its SPS; the other fields are there so that a difference has a name.
/// </summary>
internal sealed record CodecParameters(
    string Codec, int Width, int Height, int Profile, int Level, string Color, byte[] Extradata)
{
    public static unsafe CodecParameters Of(AVCodecParameters* p) => new(
        p->codec_id.ToString(), p->width, p->height, p->profile, p->level,
        $"{p->color_range}, {p->color_primaries}, {p->color_trc}, {p->color_space}",
        new ReadOnlySpan<byte>(p->extradata, p->extradata_size).ToArray());

    /// <summary>Names the first difference, with both values; null when there is none.</summary>
    public string? DifferenceFrom(CodecParameters first)
    {
        (string Name, object Ours, object Theirs)[] compared =
        [
            ("codec", Codec, first.Codec), ("width", Width, first.Width), ("height", Height, first.Height),
            ("profile", Profile, first.Profile),
            ("level", Level, first.Level), ("color", Color, first.Color),
        ];
        foreach ((string name, object ours, object theirs) in compared)
            if (!ours.Equals(theirs)) return $"its {name} is {ours}, the first chunk's is {theirs}";
        return Extradata.AsSpan().SequenceEqual(first.Extradata)
            ? null
            : $"its extradata (SPS and PPS) is {Convert.ToHexStringLower(Extradata)}, the first chunk's is {Convert.ToHexStringLower(first.Extradata)}";
    }
}
