namespace PluginRender.Projects;

/// <summary>Who chooses the effects of segments that have <c>"effects": "auto"</c>.</summary>
/// <param name="Seed">Another seed gives other choices of the rules, 0–2147483647; 0 by default.</param>
/// <param name="Llm">A language model that is asked first; null for the rules alone.</param>
public sealed record ProjectPlanner(int Seed, ProjectLlm? Llm)
{
    /// <summary>What a project without a word about it has.</summary>
    public static ProjectPlanner Default { get; } = new(0, null);
}

/// <summary>A language model behind an endpoint that speaks OpenAI's chat protocol.</summary>
/// <param name="Endpoint">The address that <c>/chat/completions</c> is appended to; http or https, without a user's name.</param>
/// <param name="Model">The model's name there.</param>
/// <param name="Seconds">How long all of it may take, 1–600; 60 by default.</param>
/// <param name="KeyVariable">The environment variable that has the key; <c>PLUGINRENDER_LLM_KEY</c> by default.</param>
public sealed record ProjectLlm(Uri Endpoint, string Model, double Seconds, string KeyVariable)
{
    /// <summary>Where the key is unless the project says otherwise.</summary>
    public const string DefaultKeyVariable = "PLUGINRENDER_LLM_KEY";

    /// <summary>How long the model may take unless the project says otherwise.</summary>
    public const double DefaultSeconds = 60;
}
