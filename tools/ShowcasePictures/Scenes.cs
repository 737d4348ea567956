using System.Numerics;

namespace ShowcasePictures;

/// <summary>The landscapes of the showcase.</summary>
internal static class Scenes
{
    public static IReadOnlyList<Scene> All { get; } =
    [
        new("harbor", C(0.05f, 0.1f, 0.28f), C(0.95f, 0.42f, 0.2f), 0.58f, new(0.66f, 0.52f), C(1.3f, 0.75f, 0.35f), 0.035f, 0.55f,
            [new(0.55f, 0.12f, 2.4f, C(0.1f, 0.08f, 0.1f), 0.5f, Cover.Rock), new(0.575f, 0.05f, 4, C(0.05f, 0.05f, 0.06f), 0.15f, Cover.Trees)], true, false),
        new("alps", C(0.12f, 0.3f, 0.7f), C(0.62f, 0.75f, 0.95f), 0.6f, new(0.15f, 0.12f), C(1.2f, 1.1f, 0.95f), 0.02f, 0.35f,
            [new(0.48f, 0.42f, 1.6f, C(0.3f, 0.3f, 0.34f), 0.4f, Cover.Snow), new(0.6f, 0.5f, 2.1f, C(0.26f, 0.25f, 0.26f), 0.12f, Cover.Snow),
             new(0.86f, 0.14f, 3, C(0.06f, 0.12f, 0.06f), 0.08f, Cover.Trees)], false, false),
        new("dunes", C(0.15f, 0.32f, 0.65f), C(0.95f, 0.75f, 0.5f), 0.5f, new(0.85f, 0.3f), C(1.35f, 1.0f, 0.65f), 0.03f, 0.15f,
            [new(0.5f, 0.16f, 1.8f, C(0.75f, 0.5f, 0.28f), 0.4f, Cover.Sand), new(0.64f, 0.3f, 1.2f, C(0.8f, 0.48f, 0.24f), 0.15f, Cover.Sand),
             new(0.84f, 0.34f, 0.8f, C(0.78f, 0.42f, 0.18f), 0, Cover.Sand)], false, false),
        new("forest", C(0.42f, 0.52f, 0.58f), C(0.85f, 0.87f, 0.82f), 0.5f, new(0.4f, 0.2f), C(0.9f, 0.86f, 0.72f), 0.03f, 0.4f,
            [new(0.42f, 0.3f, 2, C(0.1f, 0.16f, 0.14f), 0.72f, Cover.Trees), new(0.56f, 0.26f, 2.4f, C(0.08f, 0.14f, 0.1f), 0.5f, Cover.Trees),
             new(0.72f, 0.22f, 2, C(0.06f, 0.12f, 0.07f), 0.26f, Cover.Trees), new(0.92f, 0.2f, 1.6f, C(0.04f, 0.08f, 0.045f), 0.06f, Cover.Trees)], false, false),
        new("aurora", C(0.004f, 0.008f, 0.025f), C(0.02f, 0.05f, 0.08f), 0.68f, new(0.82f, 0.16f), C(0.5f, 0.55f, 0.6f), 0.03f, 0,
            [new(0.66f, 0.22f, 2.2f, C(0.12f, 0.14f, 0.18f), 0.12f, Cover.Snow), new(0.675f, 0.05f, 4, C(0.01f, 0.015f, 0.015f), 0, Cover.Trees)], true, true),
        new("storm", C(0.1f, 0.14f, 0.2f), C(0.5f, 0.55f, 0.58f), 0.52f, new(0.3f, 0.42f), C(0.85f, 0.8f, 0.68f), 0.015f, 0.95f,
            [new(0.515f, 0.04f, 3, C(0.08f, 0.1f, 0.1f), 0.4f, Cover.Rock)], true, false),
        new("canyon", C(0.16f, 0.36f, 0.72f), C(0.85f, 0.75f, 0.62f), 0.45f, new(0.1f, 0.2f), C(1.35f, 1.05f, 0.75f), 0.02f, 0.45f,
            [new(0.42f, 0.2f, 2.2f, C(0.6f, 0.34f, 0.22f), 0.42f, Cover.Strata), new(0.56f, 0.34f, 1.8f, C(0.64f, 0.32f, 0.18f), 0.2f, Cover.Strata),
             new(0.82f, 0.4f, 1.3f, C(0.62f, 0.28f, 0.14f), 0.02f, Cover.Strata)], false, false),
        new("meadow", C(0.1f, 0.32f, 0.8f), C(0.7f, 0.84f, 0.98f), 0.52f, new(0.75f, 0.1f), C(1.25f, 1.15f, 0.95f), 0.03f, 0.7f,
            [new(0.48f, 0.2f, 1.7f, C(0.22f, 0.3f, 0.3f), 0.5f, Cover.Rock), new(0.58f, 0.12f, 1.6f, C(0.2f, 0.34f, 0.12f), 0.2f, Cover.Trees),
             new(0.72f, 0.16f, 1.1f, C(0.3f, 0.48f, 0.12f), 0.04f, Cover.Grass)], false, false),
    ];

    private static Vector3 C(float r, float g, float b) => new(r, g, b);
}
