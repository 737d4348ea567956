namespace PluginRender.Rendering;

/// <summary>Decodes pictures; implemented by what knows the codecs.</summary>
public interface IPictureDecoder
{
    /// <summary>Decodes a picture: upright, over black, BT.709 limited range. The caller disposes it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="reduction">1, or how many times smaller the picture is decoded: 2, 4 or 8, each side rounded up.</param>
    /// <param name="noticed">Is told each thing that is wrong with the file though the picture is shown, such as rows that are missing.</param>
    /// <exception cref="Planning.SourceException">The file cannot be decoded.</exception>
    PictureBuffer Decode(string path, int reduction, Action<string> noticed);
}

/// <summary>The usual way to ask for a picture.</summary>
public static class WholePictures
{
    /// <summary>Decodes a picture at its full size.</summary>
    /// <param name="decoder">Decodes.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="Planning.SourceException">The file cannot be decoded.</exception>
    public static PictureBuffer Decode(this IPictureDecoder decoder, string path)
    {
        ArgumentNullException.ThrowIfNull(decoder);
        return decoder.Decode(path, 1, static _ => { });
    }
}
