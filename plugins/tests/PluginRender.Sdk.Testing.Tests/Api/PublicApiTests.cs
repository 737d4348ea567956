namespace PluginRender.Sdk.Testing.Tests.Api;

public sealed class PublicApiTests
{
    // A change is looked at, and the Sdk's version raised as plugins/README.md says, before the file is replaced.
    [Fact]
    public void Api_OfTheSdk_IsTheOneThatIsWrittenDown() => IsWrittenDown(typeof(Effect), "PluginRender.Sdk");

    [Fact]
    public void Api_OfTheTestKit_IsTheOneThatIsWrittenDown() => IsWrittenDown(typeof(EffectChecks), "PluginRender.Sdk.Testing");

    private static void IsWrittenDown(Type anyOfIt, string project)
    {
        string file = Path.Combine(Places.Repository, "plugins", project, "PublicApi.txt");
        string actual = PublicApiText.Of(anyOfIt.Assembly);
        string received = Path.ChangeExtension(file, ".received.txt");
        if (File.Exists(file) && File.ReadAllText(file) == actual)
        {
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, actual);
        Assert.Fail($"the public API of {project} is not {file}: compare it with {received}, raise the version as plugins/README.md, \"Versions\", says, and rename the second to the first");
    }
}
