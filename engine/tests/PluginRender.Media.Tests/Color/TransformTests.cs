using System.Runtime.InteropServices;

namespace PluginRender.Media.Tests.Color;

/// <summary>Transforms against Little CMS itself, which makes the same colors without shortcuts.</summary>
public sealed partial class TransformTests
{
    [Theory]
    [InlineData("p3")]
    [InlineData("adobergb")]
    [InlineData("prophoto")]
    public void Transform_OfCurves_IsLittleCmsWithinACode(string name) => AssertIsLittleCms(TestProfile.Matrix(name), SampleKind.Rgb, 1, "compensated: 0");

    [Theory]
    [InlineData("p3")]
    [InlineData("prophoto")]
    public void Transform_OfTables_IsLittleCmsWithinACode(string name)
    {
        AssertIsLittleCms(TestProfile.Table(name, 2.2), SampleKind.Rgb, 1, "compensated: 1");
        AssertIsLittleCms(TestProfile.Inks(), SampleKind.Cmyk, 1, "compensated: 1");
    }

    [Fact]
    public void Transform_OfElements_IsLittleCmsWithinACode() => AssertIsLittleCms(TestProfile.Elements("p3", 2.2), SampleKind.Rgb, 1, "compensated: 1");

    [Fact]
    public void Transform_OfInks_MakesPaperWhiteAndTheDarkestBlack()
    {
        using ColorTransform inks = Transform(TestProfile.Inks(), SampleKind.Cmyk);
        ushort[] pixels = [0, 0, 0, 0, 65535, 65535, 65535, 65535];
        inks.Apply(pixels);
        Assert.All(pixels[..4], sample => Assert.InRange(sample, 65000, 65535));
        // The darkest has a tint, which stays.
        Assert.All(pixels[4..7], sample => Assert.InRange(sample, 0, 6500));
        Assert.Equal(65535, pixels[7]);
    }

    // What a processor's instructions change in the C library must not show: these are of any machine.
    [Theory]
    [InlineData(false, "36dad92db78b6a01")]
    [InlineData(true, "971f494fd39fdf0c")]
    public void Transform_OnAnyMachine_HasTheSameBits(bool tables, string hash)
    {
        using ColorTransform transform = Transform(tables ? TestProfile.Elements("prophoto", 1.8) : TestProfile.Matrix("p3"), SampleKind.Rgb);
        ushort[] pixels = Noise(40000, 4);
        transform.Apply(pixels);
        Assert.Equal(hash, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(MemoryMarshal.AsBytes(pixels.AsSpan())))[..16]);
    }

    private static ColorTransform Transform(byte[] profile, SampleKind kind)
        => PictureColor.OfProfile(profile).Transform(kind, notice => Assert.Fail(notice)) ?? throw new InvalidOperationException("it is sRGB");

    private static ushort[] Noise(int count, int seed)
    {
        ushort[] samples = new ushort[count];
        new Random(seed).NextBytes(MemoryMarshal.AsBytes(samples.AsSpan()));
        return samples;
    }

    private static unsafe void AssertIsLittleCms(byte[] profile, SampleKind kind, int tolerance, string how)
    {
        const int Count = 20000;
        int channels = kind == SampleKind.Cmyk ? 4 : 3;
        ushort[] pixels = Noise(4 * Count, 7);
        // lcms2.h: COLORSPACE_SH | CHANNELS_SH | BYTES_SH; CMYK is of full ink.
        uint format = kind == SampleKind.Cmyk ? (6u << 16) | (4u << 3) | 2 : (4u << 16) | (3u << 3) | 2;
        ushort[] device = channels == 4 ? [.. pixels] : [.. pixels.Where((_, i) => i % 4 != 3)];
        ushort[] expected = new ushort[3 * Count];
        fixed (byte* bytes = profile)
        fixed (ushort* source = device, target = expected)
        {
            nint opened = OpenProfileFromMem(bytes, (uint)profile.Length), srgb = CreateSrgb();
            // Perceptual, without a shortened pipeline; with black-point compensation where asked for.
            nint transform = CreateTransform(opened, format, srgb, (4u << 16) | (3u << 3) | 2, 0, 0x0100u | (how.EndsWith('1') ? 0x2000u : 0));
            DoTransform(transform, source, target, Count);
            DeleteTransform(transform);
            _ = CloseProfile(opened);
            _ = CloseProfile(srgb);
        }

        using ColorTransform ours = Transform(profile, kind);
        ours.Apply(pixels);
        int worst = 0;
        for (int i = 0; i < 3 * Count; i++) worst = Math.Max(worst, Math.Abs(pixels[(i / 3 * 4) + (i % 3)] - expected[i]));
        Assert.True(worst <= 257 * tolerance, $"{worst / 257.0:0.00} codes off ({how})");
    }

    [LibraryImport("liblcms2.so.2", EntryPoint = "cmsOpenProfileFromMem")]
    private static unsafe partial nint OpenProfileFromMem(byte* bytes, uint length);

    [LibraryImport("liblcms2.so.2", EntryPoint = "cmsCreate_sRGBProfile")]
    private static partial nint CreateSrgb();

    [LibraryImport("liblcms2.so.2", EntryPoint = "cmsCreateTransform")]
    private static partial nint CreateTransform(nint source, uint sourceFormat, nint target, uint targetFormat, uint intent, uint flags);

    [LibraryImport("liblcms2.so.2", EntryPoint = "cmsDoTransform")]
    private static unsafe partial void DoTransform(nint transform, ushort* source, ushort* target, uint count);

    [LibraryImport("liblcms2.so.2", EntryPoint = "cmsDeleteTransform")]
    private static partial void DeleteTransform(nint transform);

    [LibraryImport("liblcms2.so.2", EntryPoint = "cmsCloseProfile")]
    private static partial int CloseProfile(nint profile);
}
