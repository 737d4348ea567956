namespace PluginRender.Sdk.Testing;

/// <summary>What the other processes of <see cref="DeterminismCheck"/> run: from a request file to a file of hashes.</summary>
internal static class Program
{
    public static int Main(string[] arguments)
    {
        if (arguments is not [var request, var answer]) return 2;
        File.WriteAllLines(answer, HashRequest.Answer(request));
        return 0;
    }
}
