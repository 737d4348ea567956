namespace PluginRender.Media;

/// <summary>
/// What a picture file says of its colors, read by memory-safe code alone. Exif's ColorSpace and its R03 are not heeded, as
/// viewers do not.
/// </summary>
/// <param name="Profile">The profile in the file; null when it has none, or a damaged one.</param>
/// <param name="Coded">What stands for one, in a PNG's chunks.</param>
/// <param name="Notice">What is wrong with it though the picture is shown; null when nothing is.</param>
internal sealed record PictureColor(IccProfile? Profile, PngColor? Coded = null, string? Notice = null)
{
    /// <summary>What the notice of a damaged profile says.</summary>
    public const string Damaged = "its color profile is damaged and was ignored";

    /// <summary>A picture that says nothing: it is sRGB.</summary>
    public static PictureColor Unsaid { get; } = new((IccProfile?)null);

    /// <summary>Whether showing it needs Little CMS, whose version is then in the plan.</summary>
    public bool NeedsLibrary => Profile is { } profile && KindOf(profile) is { } kind && !HasCurves(profile, kind);

    /// <summary>What a JPEG, PNG, WebP, HEIC or AVIF says.</summary>
    public static PictureColor Of(ReadOnlySpan<byte> file)
    {
        if (file.StartsWith((ReadOnlySpan<byte>)[0xff, 0xd8])) return JpegProfile.Read(file);
        if (file.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4e, 0x47])) return PngColor.Read(file);
        if (HeifFile.Begins(file)) return HeifFile.Parse(file).ProfileOf(file) is { } profile ? OfProfile(profile) : Unsaid;
        if (file.StartsWith("RIFF"u8)) return WebPProfile.Read(file);
        return Unsaid;
    }

    /// <summary>That of a profile as it stands in a file, such as TIFF's tag 34675 or the end of a BMP.</summary>
    public static PictureColor OfProfile(byte[] bytes)
        => IccProfile.Read(bytes) is { } profile ? new PictureColor(profile) : new PictureColor(null, null, Damaged);

    /// <summary>The transform to sRGB; null where there is nothing to do.</summary>
    /// <param name="samples">What the picture's samples are.</param>
    /// <param name="noticed">Is told of a profile that is ignored.</param>
    /// <exception cref="MissingLibraryException">Little CMS is needed, and is not on this machine.</exception>
    public ColorTransform? Transform(SampleKind samples, Action<string> noticed)
    {
        if (Notice is not null) noticed(Notice);
        if (Coded is not null) return samples == SampleKind.Cmyk ? null : Coded.Transform();
        if (Profile is null) return null;
        if (Refusal(Profile, samples) is { } refusal)
        {
            noticed(refusal);
            return null;
        }

        SampleKind kind = KindOf(Profile)!.Value;
        if (HasCurves(Profile, kind)) return ByCurves(Profile, kind);
        ColorTransform? tables = TableTransform.Create(Profile, kind);
        if (tables is null) noticed(Damaged);
        return tables;
    }

    private static string? Refusal(IccProfile profile, SampleKind samples)
    {
        if (profile.DeviceClass is not ("mntr" or "scnr" or "prtr" or "spac"))
            return $"its color profile is of class \"{Shown(profile.DeviceClass)}\", which is for no picture, and was ignored";
        // Gray that a profile of red, green and blue is for is of the three alike.
        bool fits = KindOf(profile) is { } kind && (kind == samples || (kind == SampleKind.Rgb && samples == SampleKind.Gray));
        string colors = samples switch { SampleKind.Gray => "gray", SampleKind.Rgb => "RGB", _ => "CMYK" };
        return fits ? null : $"its color profile is for {Shown(profile.Space)}, its samples are {colors}, and the profile was ignored";
    }

    private static string Shown(string signature) => string.Concat(signature.Select(c => c is >= ' ' and <= '~' and not '"' ? c : '?')).TrimEnd();

    private static SampleKind? KindOf(IccProfile profile) => profile.Space switch
    {
        "GRAY" => SampleKind.Gray,
        "RGB " => SampleKind.Rgb,
        "CMYK" => SampleKind.Cmyk,
        _ => null,
    };

    private static bool HasCurves(IccProfile profile, SampleKind kind)
    {
        if (profile.HasTables || profile.ConnectionSpace != "XYZ ") return false;
        return kind == SampleKind.Gray
            ? profile.Curve("kTRC") is not null
            : kind == SampleKind.Rgb && profile.Matrix() is not null && Curves(profile) is not null;
    }

    private static ToneCurve[]? Curves(IccProfile profile)
    {
        if (profile.Curve("rTRC") is not { } red || profile.Curve("gTRC") is not { } green || profile.Curve("bTRC") is not { } blue) return null;
        // Most have one curve for all three: it is sampled once.
        return [red, green.IsAs(red) ? red : green, blue.IsAs(red) ? red : blue];
    }

    private static MatrixTransform? ByCurves(IccProfile profile, SampleKind kind)
    {
        if (kind == SampleKind.Rgb) return MatrixTransform.Create(Curves(profile)!, ColorMatrix.SrgbFromD50.Times(profile.Matrix()!));
        ToneCurve gray = profile.Curve("kTRC")!;
        return MatrixTransform.Create([gray, gray, gray], new ColorMatrix(1, 0, 0, 0, 1, 0, 0, 0, 1));
    }
}
