namespace PluginRender.Rendering;

/// <summary>Packs pictures for reports. A port, since this project has no codecs.</summary>
public interface IPictureCodec
{
    /// <summary>The bytes of a JPEG file.</summary>
    /// <exception cref="EncodingException">The codec failed.</exception>
    byte[] EncodeJpeg(RgbPicture picture);
}
