namespace PluginRender.Build.Tests.Running;

/// <summary>Every way in which build.sh may end before it hands over: a code of the README's, and a last line that says why.</summary>
public sealed class BuildScriptTests : IDisposable
{
    private readonly ScriptedCheckout checkout = new();

    public void Dispose() => checkout.Dispose();

    [Fact]
    public void Start_OnAFreshCheckout_RestoresCakeAndHandsAllArgumentsOver()
    {
        Assert.Equal((0, ""), checkout.Start("--target=Render", "--output=a b.mp4"));
        Assert.Equal(["tool restore", "cake build.cake -- :--prepare-only :--target=Render :--output=a b.mp4", "cake build.cake -- :--target=Render :--output=a b.mp4"], checkout.Calls);
        Assert.Equal(checkout.Invoked, checkout.InvocationFolder);
        // The second time there is nothing to prepare.
        Assert.Equal((0, ""), checkout.Start());
        Assert.Equal("cake build.cake --", checkout.Calls[^1]);
        Assert.Equal(4, checkout.Calls.Count);
    }

    [Theory]
    [InlineData("CDPATH", "/usr:/")]
    [InlineData("LD_LIBRARY_PATH", "/a folder/lib:/another one")]
    [InlineData("POSIXLY_CORRECT", "1")]
    [InlineData("BASH_ENV", "/dev/null")]
    [InlineData("HOME", null)]
    [InlineData("HOME", "")]
    [InlineData("HOME", "/nowhere/at/all")]
    [InlineData("HOME", "/proc")]
    [InlineData("PWD", null)]
    [InlineData("TMPDIR", null)]
    [InlineData("USER", null)]
    public void Start_WhateverAVariableIs_HandsOver(string name, string? value)
    {
        checkout.Environment[name] = value;
        (int code, string error) = checkout.Start("--target=Plan");
        Assert.True(code == 0, error);
        Assert.Equal("cake build.cake -- :--target=Plan", checkout.Calls[^1]);
    }

    [Fact]
    public void Start_ByAnotherShellOrALink_IsTheSame()
    {
        Assert.Equal((0, ""), checkout.StartBy("sh", checkout.Script, "--target=Plan"));
        string link = Path.Combine(checkout.Invoked, "pluginrender");
        File.CreateSymbolicLink(link, checkout.Script);
        Assert.Equal((0, ""), checkout.StartBy("bash", link, "--target=Plan"));
        Assert.Equal((0, ""), checkout.StartBy("bash", Path.GetRelativePath(checkout.Invoked, checkout.Script), "--target=Plan"));
        Assert.Equal(3, checkout.Calls.Count(call => call == "cake build.cake -- :--target=Plan"));
    }

    [Fact]
    public void Start_WithoutFlock_GoesOnWithoutALock()
    {
        checkout.Remove("flock");
        Assert.Equal((0, ""), checkout.Start());
    }

    [Fact]
    public void Start_WithoutDotNet_Ends69()
    {
        checkout.Remove("dotnet");
        AssertEnds(69, "the .NET SDK that global.json asks for is missing; see https://dotnet.microsoft.com/download");
    }

    [Fact]
    public void Start_WithAnotherSdk_Ends69AndShowsWhatDotNetSays()
    {
        checkout.Environment["SCRIPTED_VERSION"] = "A compatible .NET SDK was not found.";
        string error = AssertEnds(69, "the .NET SDK that global.json asks for is missing, and another one is there (see above); see https://dotnet.microsoft.com/download");
        Assert.StartsWith("A compatible .NET SDK was not found.", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("error NU1301: Unable to load the service index", 69, "Cake could not be restored (see above); the package source must serve Cake.Tool.")]
    [InlineData("No space left on device : '/x'", 74, "Cake could not be restored: no space left on the disk (see above).")]
    public void Start_CakeThatIsNotServed_EndsWithTheCause(string said, int code, string last)
    {
        checkout.Environment["SCRIPTED_RESTORE"] = said;
        Assert.StartsWith(said, AssertEnds(code, last), StringComparison.Ordinal);
    }

    [Fact]
    public void Start_CakeThatFails_Ends70AndIsPreparedAgainNextTime()
    {
        checkout.Environment["SCRIPTED_PREPARE"] = "1";
        AssertEnds(70, "the build could not be prepared: Cake ended with 1 (see above).");
        checkout.Environment["SCRIPTED_PREPARE"] = "0";
        Assert.Equal((0, ""), checkout.Start());
        Assert.Equal(2, checkout.Calls.Count(call => call.StartsWith("cake build.cake -- :--prepare-only", StringComparison.Ordinal)));
    }

    [Fact]
    public void Start_FFmpegMissingAndNoAptGet_Ends69WithThePackages()
    {
        checkout.Add("ldconfig", "");
        string error = AssertEnds(69, null);
        Assert.Contains("Debian's packages: libavcodec59 libavformat59 libavutil57 libswscale6) are missing, and there is no apt-get here to install them; install them as root and start again.", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Start_FFmpegBesideTheProgramByAPathWithSpaces_IsFound()
    {
        checkout.Add("ldconfig", "");
        string folder = Path.Combine(checkout.Invoked, "own libraries");
        Directory.CreateDirectory(folder);
        foreach (string library in (string[])["libavcodec.so.59", "libavformat.so.59", "libavutil.so.57", "libswscale.so.6", "libturbojpeg.so.0", "liblcms2.so.2"])
            File.WriteAllText(Path.Combine(folder, library), "");
        checkout.Environment["LD_LIBRARY_PATH"] = $"/nowhere:{folder}";
        Assert.Equal((0, ""), checkout.Start());
    }

    [Fact]
    public void Start_TemporaryFolderThatIsMissing_Ends74AndNamesIt()
    {
        checkout.Environment["TMPDIR"] = "/nowhere";
        AssertEnds(74, "the folder for temporary files, /nowhere, cannot be written; set TMPDIR to one that can.");
    }

    [Fact]
    public void Start_InAFolderThatIsGone_Ends74()
    {
        (int code, string error) = checkout.StartBy("bash", "-c", $"mkdir gone && cd gone && rmdir ../gone && exec '{checkout.Script}'");
        Assert.Equal(74, code);
        Assert.EndsWith("error[74]: the current folder does not exist any more; change into one that does.", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Start_InACheckoutOfSomebodyElse_UsesWhatIsBuiltAndWritesNothing()
    {
        checkout.Build();
        checkout.GiveAway();
        string[] before = checkout.Files();
        (int code, string error) = checkout.StartAsSomebody("--target=Plan");
        Assert.True(code == 0, error);
        Assert.EndsWith("artifacts/bin/PluginRender.Build/release/PluginRender.Build.dll --target=Plan", checkout.Calls[^1], StringComparison.Ordinal);
        Assert.StartsWith("exec ", checkout.Calls[^1], StringComparison.Ordinal);
        Assert.Equal(before, checkout.Files());
    }

    [Fact]
    public void Start_InACheckoutOfSomebodyElseThatIsNotBuilt_Ends74AndSaysWhoBuildsIt()
    {
        checkout.GiveAway();
        (int code, string error) = checkout.StartAsSomebody();
        Assert.Equal(74, code);
        Assert.EndsWith($"error[74]: {checkout.Root} is not built, and this user cannot write there; whoever owns it runs ./build.sh --target=Doctor there once.", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Start_InACheckoutOfSomebodyElseThatHasChanged_Ends74AndNamesTheFile()
    {
        checkout.Build();
        File.SetLastWriteTimeUtc(Path.Combine(checkout.Root, "build", "packages.sh"), DateTime.UtcNow.AddMinutes(1));
        checkout.GiveAway();
        (int code, string error) = checkout.StartAsSomebody();
        Assert.Equal(74, code);
        Assert.Contains("/build/packages.sh is newer than what was built of it, and this user cannot write there", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no", null, "PLUGINRENDER_INSTALL=no forbids to install them")]
    [InlineData(null, null, "installing them needs root, and there is no sudo")]
    [InlineData(null, "1", "installing them needs root, and sudo asks for a password")]
    public void Packages_ThatMayNotBeInstalled_EndWith69AndTheReason(string? install, string? sudo, string reason)
    {
        checkout.Environment["PLUGINRENDER_INSTALL"] = install;
        checkout.Add("apt-get", "exit 0");
        if (sudo is not null) checkout.Add("sudo", $"exit {sudo}");
        checkout.GiveAway();
        Assert.Equal((69, reason), checkout.RunAsSomebody("bash", Path.Combine(checkout.Root, "build", "packages.sh"), "ffmpeg"));
    }

    /// <returns>All that it said.</returns>
    private string AssertEnds(int code, string? last)
    {
        (int ended, string error) = checkout.Start();
        Assert.True(code == ended, $"{ended}: {error}");
        if (last is null) Assert.StartsWith($"error[{code}]: ", error.Split('\n')[^1], StringComparison.Ordinal);
        else Assert.Equal($"error[{code}]: {last}", error.Split('\n')[^1]);
        return error;
    }
}
