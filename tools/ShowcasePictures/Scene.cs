using System.Numerics;

namespace ShowcasePictures;

/// <summary>A landscape: sky, light, clouds, ridges from far to near, and what the foreground is.</summary>
/// <param name="Name">File name without extension.</param>
/// <param name="Zenith">Sky color above, linear light.</param>
/// <param name="Horizon">Sky color at the horizon.</param>
/// <param name="HorizonLine">Where the horizon is, 0 (top) to 1.</param>
/// <param name="Sun">Position of sun or moon, 0–1.</param>
/// <param name="SunColor">Its light.</param>
/// <param name="SunSize">Radius as a part of the height.</param>
/// <param name="Clouds">Cloud cover, 0–1.</param>
/// <param name="Ridges">Far to near.</param>
/// <param name="Water">Whether the ground below the horizon is water.</param>
/// <param name="Night">Whether there are stars and an aurora.</param>
internal sealed record Scene(
    string Name, Vector3 Zenith, Vector3 Horizon, float HorizonLine, Vector2 Sun, Vector3 SunColor, float SunSize,
    float Clouds, Ridge[] Ridges, bool Water, bool Night);

/// <summary>A range of hills.</summary>
/// <param name="Base">Its mean height, 0 (top) to 1.</param>
/// <param name="Relief">How far it rises and falls.</param>
/// <param name="Scale">Hills across the picture.</param>
/// <param name="Rock">Its color in the light.</param>
/// <param name="Haze">How much of the horizon's color lies over it, 0–1.</param>
/// <param name="Kind">What grows or lies on it.</param>
internal sealed record Ridge(float Base, float Relief, float Scale, Vector3 Rock, float Haze, Cover Kind);

/// <summary>What covers a ridge.</summary>
internal enum Cover
{
    Rock,
    Snow,
    Trees,
    Sand,
    Strata,
    Grass,
}
