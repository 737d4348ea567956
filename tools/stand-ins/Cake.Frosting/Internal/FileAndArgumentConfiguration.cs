// Stands in for Cake.Frosting 6.0.0: the same names and shapes, for the part that build/ uses.

using Cake.Core;
using Cake.Core.Configuration;
using Cake.Core.IO;
using Spectre.Console.Cli;

namespace Cake.Frosting.Internal;

/// <summary>cake.config and the environment, overruled by the command line.</summary>
internal sealed class FileAndArgumentConfiguration(IFileSystem files, ICakeEnvironment environment, IRemainingArguments remaining)
    : ICakeConfiguration
{
    private readonly ICakeConfiguration _values = new CakeConfigurationProvider(files, environment).CreateConfiguration(
        environment.WorkingDirectory,
        new Dictionary<string, string>(),
        remaining.Parsed.ToDictionary(argument => argument.Key, argument => argument.FirstOrDefault() ?? string.Empty));

    public string GetValue(string key) => _values.GetValue(key);
}
