using PluginRender.Projects.Json;

namespace PluginRender.Projects.Reading;

/// <summary>Reads a project's <c>planner</c>.</summary>
internal sealed class PlannerReader(DiagnosticSink sink)
{
    private const int MostSeconds = 600;
    private const string EndpointForm = "an address such as \"https://api.example.com/v1\"";

    public ProjectPlanner? Read(JsonValue? value)
    {
        if (value is null) return null;
        if (value is not JsonObject source) return sink.WrongReference<ProjectPlanner>(value, "the project", "planner", "an object such as { \"seed\": 1 }");
        var reader = new ObjectReader(source, "planner", sink);
        int? seed = reader.WholeNumber(reader.Optional("seed"), "seed", 0, int.MaxValue);
        ProjectLlm? llm = ReadLlm(reader.Optional("llm"));
        reader.RefuseOthers();
        return new ProjectPlanner(seed ?? ProjectPlanner.Default.Seed, llm);
    }

    private ProjectLlm? ReadLlm(JsonValue? value)
    {
        if (value is null) return null;
        if (value is not JsonObject source)
            return sink.WrongReference<ProjectLlm>(value, "planner", "llm", "an object such as { \"endpoint\": \"https://api.example.com/v1\", \"model\": \"NAME\" }");
        var reader = new ObjectReader(source, "planner, llm", sink);
        Uri? endpoint = ReadEndpoint(reader);
        JsonValue? written = reader.Required("model", "\"NAME\"");
        string? model = reader.Text(written, "model", "the model's name in quotes");
        if (model?.Length is 0 or > 200) sink.Add(written!.Position, $"planner, llm: \"model\" is {written.Description}", "give the model's name, at most 200 characters");
        decimal? seconds = reader.Number(reader.Optional("timeout"), "timeout", 1, MostSeconds);
        string key = ReadKeyVariable(reader);
        reader.RefuseOthers();
        return endpoint is null || model is null ? null : new ProjectLlm(endpoint, model, (double?)seconds ?? ProjectLlm.DefaultSeconds, key);
    }

    private Uri? ReadEndpoint(ObjectReader reader)
    {
        JsonValue? value = reader.Required("endpoint", "\"https://api.example.com/v1\"");
        string? text = reader.Text(value, "endpoint", EndpointForm);
        if (text is null) return null;
        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? endpoint) || endpoint.Scheme is not ("http" or "https") || endpoint.Host.Length == 0 || endpoint.Query.Length + endpoint.Fragment.Length > 0)
        {
            sink.Add(value!.Position, $"planner, llm: \"endpoint\" is {value.Description}", $"give {EndpointForm}, with http or https");
            return null;
        }

        if (endpoint.UserInfo.Length == 0) return endpoint;
        // Not shown: it is a secret.
        sink.Add(value!.Position, "planner, llm: \"endpoint\" has a user's name or password", $"leave it out, and put a key into {ProjectLlm.DefaultKeyVariable}");
        return null;
    }

    private string ReadKeyVariable(ObjectReader reader)
    {
        const string form = "the name of an environment variable, such as \"MY_KEY\"";
        JsonValue? value = reader.Optional("keyVariable");
        string? name = reader.Text(value, "keyVariable", form);
        if (name is null) return ProjectLlm.DefaultKeyVariable;
        if (name.Length is > 0 and <= 100 && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') && !char.IsAsciiDigit(name[0])) return name;
        // A key that was written here by mistake is not repeated in a message.
        sink.Add(value!.Position, "planner, llm: \"keyVariable\" is not the name of an environment variable", $"give {form}; the key itself does not belong into a project");
        return ProjectLlm.DefaultKeyVariable;
    }
}
