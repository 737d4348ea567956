using PluginRender.Projects;

namespace PluginRender.Planning;

/// <summary>What a picture file is, without its pixels.</summary>
/// <param name="Width">Columns after the EXIF orientation is applied.</param>
/// <param name="Height">Rows, likewise.</param>
/// <param name="Sha256">Of the file, lower-case hexadecimal.</param>
public sealed record PictureInfo(int Width, int Height, string Sha256)
{
    /// <summary>The color management library that makes its colors too, with its version, such as "lcms2 2.14"; null where none does. No part of what the picture is.</summary>
    public string? ColorLibrary { get; init; }

    /// <summary>Bytes that decoding and keeping it takes at most; 0 where only its size is known, as of a plan that was read. No part of what it is.</summary>
    public long DecodingBytes { get; init; }

    /// <inheritdoc/>
    public bool Equals(PictureInfo? other) => other is not null && (Width, Height, Sha256) == (other.Width, other.Height, other.Sha256);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Width, Height, Sha256);
}

/// <summary>Looks at source files before anything is rendered.</summary>
public interface ISourceProbe
{
    /// <exception cref="SourceException">The file is not a picture that can be decoded.</exception>
    PictureInfo Probe(string path);
}

/// <summary>A source file that cannot be used. The message says what the file is and what would do instead.</summary>
public sealed class SourceException(string path, string problem, string remedy, Exception? inner = null)
    : Exception(ShownText.Line($"{path}: {problem}; {remedy}"), inner)
{
    /// <summary>The file.</summary>
    public string Path { get; } = path;

    /// <summary>What is wrong with it.</summary>
    public string Problem { get; } = problem;

    /// <summary>What to do.</summary>
    public string Remedy { get; } = remedy;
}
