using Cake.Core.Diagnostics;
using PluginRender.Build.Arguments;

namespace PluginRender.Build.Tests.Arguments;

public sealed class CommandLineReaderTests
{
    private static readonly Surroundings Here = new(new RepositoryPaths("/repo"), "/home/ada", new CachePlace("/home/ada/.cache/pluginrender"));
    private static readonly string[] Targets = ["Default", "Render", "Validate"];

    [Fact]
    public void Read_NoArguments_GivesTheContractsDefaults()
    {
        CommandLine line = Valid();

        Assert.Equal("/repo/golden/showcase/showcase.json", line.Render.ProjectFile);
        Assert.Equal("/repo/artifacts/render/showcase.mp4", line.Render.OutputFile);
        Assert.Equal("/home/ada/.cache/pluginrender", line.Render.CacheFolder);
        Assert.Equal(20, line.Render.CacheGib);
        Assert.Equal(["/repo/artifacts/plugins"], line.Render.PluginFolders);
        Assert.Null(line.Render.Workers);
        Assert.Equal(2, line.Render.ThreadsPerWorker);
        Assert.Null(line.Render.ChunkSeconds);
        Assert.Null(line.Render.MemoryGib);
        Assert.Equal(WorkerIsolation.Process, line.Render.Isolation);
        Assert.Equal(EncoderChoice.Auto, line.Render.Encoder);
        Assert.Equal(60, line.Render.ChunkTimeoutSeconds);
        Assert.Equal(EffectErrorPolicy.Fail, line.Render.OnEffectError);
        Assert.False(line.Render.Fresh);
        Assert.False(line.Render.AllowOutside);
        Assert.Equal(new PreviewArguments(null, null, false), line.Preview);
        Assert.False(line.Json);
        Assert.Equal(LogChoice.Auto, line.Log);
        Assert.False(line.AcceptSnapshots);
        Assert.False(line.LockPlugins);
        Assert.Equal(new FuzzArguments(100_000, null), line.Fuzz);
    }

    [Theory]
    [InlineData("--log=jsonl", "--log=jsonl: give one of auto, plain, json.")]
    [InlineData("--log", "--log has no value; write --log=VALUE.")]
    public void Read_LogOfAnotherForm_SaysWhatIsAllowed(string argument, string error)
        => Assert.Equal([error], CommandLineReader.Read([argument], Here, Targets).Errors);

    [Fact]
    public void Read_TwoFormsOfJson_AreRefusedAndToldInJson()
    {
        CommandLineResult read = CommandLineReader.Read(["--json", "--log=json"], Here, Targets);

        Assert.Equal(["--json and --log=json both say what standard output holds; give one of them."], read.Errors);
        Assert.Equal(LogChoice.Json, read.Log);
    }

    [Fact]
    public void Read_EveryArgument_IsTakenOver()
    {
        CommandLine line = Valid(
            "--project=trip.json", "--output=/tmp/a b.mp4", "--workers=4", "--threads-per-worker=1", "--chunk-seconds=7.5", "--memory=1.5",
            "--isolation=thread", "--chunk-timeout=2.5", "--cache=../cache", "--cache-size=0.5", "--fresh", "--plugins=mine; /opt/plugins", "--encoder=h264_nvenc",
            "--on-effect-error=skip", "--allow-outside=true", "--json=false", "--accept", "--frame=12");

        Assert.Equal("/home/ada/trip.json", line.Render.ProjectFile);
        Assert.Equal("/tmp/a b.mp4", line.Render.OutputFile);
        Assert.Equal("/home/cache", line.Render.CacheFolder);
        Assert.Equal(0.5m, line.Render.CacheGib);
        Assert.Equal(["/home/ada/mine", "/opt/plugins"], line.Render.PluginFolders);
        Assert.Equal((4, 1), (line.Render.Workers, line.Render.ThreadsPerWorker));
        Assert.Equal((7.5m, 1.5m), (line.Render.ChunkSeconds, line.Render.MemoryGib));
        Assert.Equal(WorkerIsolation.Thread, line.Render.Isolation);
        Assert.Equal(EncoderChoice.H264Nvenc, line.Render.Encoder);
        Assert.Equal(2.5m, line.Render.ChunkTimeoutSeconds);
        Assert.Equal(EffectErrorPolicy.Skip, line.Render.OnEffectError);
        Assert.True(line.Render.Fresh);
        Assert.True(line.Render.AllowOutside);
        Assert.False(line.Json);
        Assert.True(line.AcceptSnapshots);
        Assert.Equal(12, line.Preview.Frame);
    }

    [Fact]
    public void Read_APlan_IsAPathAndExcludesWhatIsForPlanning()
    {
        Assert.Equal("/home/ada/a.plan.json", Valid("--plan=a.plan.json").Render.PlanFile);
        Assert.True(Valid("--replan").Render.Replan);
        Assert.Equal(
            ["--chunk-seconds is for planning, and --plan gives a plan; leave out one of them.", "--replan is for planning, and --plan gives a plan; leave out one of them."],
            CommandLineReader.Read(["--plan=a.json", "--replan", "--chunk-seconds=4"], Here, Targets).Errors);
    }

    [Fact]
    public void Read_AProjectsReference_LiesBesideItUnlessToldOtherwise()
    {
        Assert.Equal(new GoldenArguments(true, "/videos/my.trip.golden", null), Valid("--project=/videos/my.trip.json").Golden);
        Assert.Equal(new GoldenArguments(true, "/home/ada/refs", 42.5m), Valid("--project=trip.json", "--golden=refs", "--psnr=42.5").Golden);
        Assert.False(Valid("--accept").Golden.IsOfProject);
    }

    [Fact]
    public void Read_GoldenArguments_NeedAProjectAndMeanOneThing()
    {
        Assert.Equal(
            ["--golden is for the reference of a project; give --project=FILE too.", "--psnr is for the reference of a project; give --project=FILE too."],
            Errors("--golden=refs", "--psnr=40"));
        Assert.Equal(["--psnr is for comparing, and --accept replaces what is compared with; leave out one of them."], Errors("--project=a.json", "--psnr=40", "--accept"));
        Assert.Equal(["--psnr=0: give a number from 1 to 100."], Errors("--project=a.json", "--psnr=0"));
    }

    [Fact]
    public void Read_OnlyAProject_NamesTheOutputAfterIt() =>
        Assert.Equal("/repo/artifacts/render/my.trip.mp4", Valid("--project=/videos/my.trip.json").Render.OutputFile);

    [Fact]
    public void Read_ValueAsTheNextWord_IsTheSame() => Assert.Equal(3, Valid("--workers", "3", "--target", "render").Render.Workers);

    [Theory]
    [InlineData("--tree")]
    [InlineData("--DRYRUN")]
    [InlineData("--verbosity=quiet")]
    [InlineData("-v=quiet")]
    [InlineData("-t=Render")]
    public void Read_CakesOwnSwitches_AreLeftToCake(string argument) => Valid(argument);

    [Theory]
    [InlineData("--workers=0", "--workers=0: give a whole number from 1 to 256.")]
    [InlineData("--workers=2.5", "--workers=2.5: give a whole number from 1 to 256.")]
    [InlineData("--workers=99999999999", "--workers=99999999999: give a whole number from 1 to 256.")]
    [InlineData("--threads-per-worker=65", "--threads-per-worker=65: give a whole number from 1 to 64.")]
    [InlineData("--chunk-seconds=0", "--chunk-seconds=0: give a number from 0.1 to 3600.")]
    [InlineData("--chunk-seconds=1,5", "--chunk-seconds=1,5: give a number from 0.1 to 3600.")]
    [InlineData("--memory=0.1", "--memory=0.1: give a number from 0.25 to 16384.")]
    [InlineData("--isolation=vm", "--isolation=vm: give one of process, thread.")]
    [InlineData("--chunk-timeout=0", "--chunk-timeout=0: give a number from 1 to 86400.")]
    [InlineData("--encoder=x265", "--encoder=x265: give one of auto, libx264, h264_nvenc.")]
    [InlineData("--on-effect-error=retry", "--on-effect-error=retry: give one of fail, skip.")]
    [InlineData("--fresh=maybe", "--fresh=maybe: it takes no value.")]
    [InlineData("--project=", "--project has no value; write --project=VALUE.")]
    [InlineData("--project", "--project has no value; write --project=VALUE.")]
    [InlineData("--frame=-1", "--frame=-1: give a whole number from 0 to 2147483647.")]
    [InlineData("--wokers=2", "--wokers is not an argument; did you mean --workers?")]
    [InlineData("--target=Rendr", "--target=Rendr: there is no such target; did you mean Render?")]
    [InlineData("--target=xyz", "--target=xyz: there is no such target; there are Default, Render, Validate.")]
    [InlineData("movie.json", "'movie.json' is not an argument; arguments look like --name=value; did you mean --project=movie.json?")]
    [InlineData("render", "'render' is not an argument; arguments look like --name=value; did you mean --target=Render?")]
    [InlineData("foo", "'foo' is not an argument; arguments look like --name=value; quote paths with spaces.")]
    [InlineData("\u2013target=Render", "'\u2013target=Render' does not begin with a hyphen, but with a dash that looks like one; write --target=Render")]
    [InlineData("\u2014fresh", "'\u2014fresh' does not begin with a hyphen, but with a dash that looks like one; write --fresh")]
    [InlineData("", "an empty word is not an argument; leave it out: it may come from a variable that is not set.")]
    [InlineData("-", "'-' is not an argument; arguments look like --name=value; quote paths with spaces.")]
    [InlineData("--target", "--target has no value; write --target=NAME: there are Default, Render, Validate.")]
    [InlineData("--target=", "--target has no value; write --target=NAME: there are Default, Render, Validate.")]
    [InlineData("-t", "-t has no value; write -t=NAME: there are Default, Render, Validate.")]
    [InlineData("--verbosity=nonsense", "--verbosity=nonsense: give one of normal, quiet, minimal, verbose, diagnostic.")]
    [InlineData("-v", "-v=: give one of normal, quiet, minimal, verbose, diagnostic.")]
    [InlineData("--tree=maybe", "--tree=maybe: it takes no value.")]
    [InlineData("--help=maybe", "--help=maybe: it takes no value.")]
    public void Read_OneMistake_SaysWhatAndWhatInstead(string argument, string error) =>
        Assert.Equal([error], Errors(argument));

    [Fact]
    public void Read_NothingLikeIt_NamesThoseThereAre() => Assert.StartsWith(
        "--completely-different is not an argument; there are --project, --plugins, --output,", Assert.Single(Errors("--completely-different=1")),
        StringComparison.Ordinal);

    [Fact]
    public void Read_SeveralMistakes_ReportsAll() => Assert.Equal(
        ["--workers is given 2 times; give it once.", "--memory=lots: give a number from 0.25 to 16384.", "--fres is not an argument; did you mean --fresh?"],
        Errors("--fres", "--workers=1", "--memory=lots", "--workers=2"));

    [Theory]
    [InlineData("--")]
    [InlineData("-x")]
    [InlineData("--debug")]
    [InlineData("--bootstrap")]
    [InlineData("--=x")]
    public void Read_WhatIsNoArgument_IsRefusedWithoutAGuess(string argument)
    {
        string error = Assert.Single(Errors(argument));
        Assert.StartsWith($"{argument.Split('=')[0]} is not an argument; there are --project,", error, StringComparison.Ordinal);
        Assert.EndsWith("--help says more.", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_APathThatWasNotQuoted_SaysHowToQuoteIt() => Assert.Equal(
        ["'summer trip.json' is not an argument; arguments look like --name=value, and you have to quote paths with spaces: --project=\"my summer trip.json\""],
        Errors("--target=Render", "--project=my", "summer", "trip.json", "--fresh"));

    [Fact]
    public void Read_TwoTargets_AreRefused() => Assert.Equal(
        ["--target is given 2 times; give it once, and start once for each target."], Errors("--target=Validate", "-t", "Render"));

    [Fact]
    public void Read_VerbosityAndHelp_AreRead()
    {
        Assert.Equal(Verbosity.Diagnostic, Valid("-v=Diagnostic").Verbosity);
        Assert.Equal((Verbosity.Normal, false, false), (Valid().Verbosity, Valid().Help, Valid().Version));
        Assert.True(Valid("-h").Help);
        Assert.True(Valid("--version").Version);
    }

    [Fact]
    public void Read_FrameAndTime_AreExclusive() =>
        Assert.Equal(["--frame and --time both say which picture; give one of them."], Errors("--frame=1", "--time=0.5"));

    private static CommandLine Valid(params string[] args)
    {
        CommandLineResult result = CommandLineReader.Read(args, Here, Targets);
        Assert.Empty(result.Errors);
        return result.CommandLine!;
    }

    private static IReadOnlyList<string> Errors(params string[] args)
    {
        CommandLineResult result = CommandLineReader.Read(args, Here, Targets);
        Assert.Null(result.CommandLine);
        return result.Errors;
    }
}
