using System.Reflection;
using System.Text.Json;
using PluginRender.Effects.Camera.KenBurns;

namespace PluginRender.Effects.Tests;

/// <summary>What a host reads from the attributes is what the code does.</summary>
public class EffectMetadataTests
{
    // id.parameter: default, minimum, maximum: the table of the contract.
    private static readonly string[] Expected =
    [
        "kenburns.from whole", "kenburns.to whole", "kenburns.zoomFrom 1 1 8", "kenburns.zoomTo 1 1 8", "kenburns.focus center", "kenburns.easing linear",
        "grade.brightness 0 -1 1", "grade.contrast 1 0 4", "grade.saturation 1 0 4",
        "vignette.strength 0.5 0 1", "vignette.radius 1 0.1 2",
        "fade.in 0 0 3600", "fade.out 0 0 3600", "fade.color #000000",
        "blur.radius 4 0 100", "grain.strength 0.2 0 1", "grain.seed 0", "pixelate.size 16 1 1024", "bokeh.radius 12 0 100",
    ];

    [Fact]
    public void Parameters_OfEveryEffect_AreThoseOfTheContract()
        => Assert.Equal(Expected, BuiltIn.Types.SelectMany(type => Parameters(type).Select(pair => Line(type, pair.Property, pair.Attribute))));

    [Fact]
    public void Defaults_OfEveryParameter_AreWhatANewRecordHolds()
    {
        foreach (Type type in BuiltIn.Types)
        {
            object record = Activator.CreateInstance(RecordOf(type))!;
            foreach ((PropertyInfo property, ParameterAttribute attribute) in Parameters(type))
            {
                object? value = property.GetValue(record);
                object? stated = attribute.Default switch
                {
                    string text when property.PropertyType == typeof(FocusPoint) => text == "center" ? FocusPoint.Center : null,
                    string text when property.PropertyType == typeof(PicturePlace) => text == "whole" ? PicturePlace.Whole : null,
                    string text when property.PropertyType == typeof(RgbColor) => RgbColor.TryParse(text, out RgbColor color) ? color : null,
                    string text when property.PropertyType.IsEnum => Enum.Parse(property.PropertyType, text, ignoreCase: true),
                    _ => attribute.Default,
                };
                Assert.True(Equals(stated, value), $"{type.Name}.{property.Name}: {stated} is stated, {value} is held");
            }
        }
    }

    [Fact]
    public void Effects_AllOfThem_AreBitExactPerInstanceAndVersioned()
    {
        EffectAttribute[] attributes = [.. BuiltIn.Types.Select(type => type.GetCustomAttribute<EffectAttribute>()!)];
        Assert.Equal(BuiltIn.Ids, attributes.Select(attribute => attribute.Id));
        Assert.All(attributes, attribute =>
        {
            Assert.Equal("1.0.0", attribute.Version);
            Assert.Equal(Determinism.BitExact, attribute.Determinism);
            Assert.Equal(Concurrency.PerInstance, attribute.Concurrency);
            Assert.EndsWith(".", attribute.Summary, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Assemblies_OfThePlugins_HaveNoOtherEffects()
    {
        IEnumerable<Type> found = BuiltIn.Types.Select(type => type.Assembly).Distinct()
            .SelectMany(assembly => assembly.GetExportedTypes()).Where(type => type.GetCustomAttribute<EffectAttribute>() is not null);
        Assert.Equal(BuiltIn.Types.ToHashSet(), found.ToHashSet());
    }

    [Fact]
    public void Easing_Choices_AreThoseOfTheContract()
        => Assert.Equal(["linear", "easeInOut"], Enum.GetNames<Easing>().Select(JsonNamingPolicy.CamelCase.ConvertName));

    private static Type RecordOf(Type effect) => effect.GetConstructors().Single().GetParameters()[0].ParameterType;

    private static IEnumerable<(PropertyInfo Property, ParameterAttribute Attribute)> Parameters(Type effect)
        => RecordOf(effect).GetProperties().OrderBy(property => property.MetadataToken)
            .Select(property => (property, property.GetCustomAttribute<ParameterAttribute>()!)).Where(pair => pair.Item2 is not null);

    private static string Line(Type effect, PropertyInfo property, ParameterAttribute parameter)
    {
        string name = $"{effect.GetCustomAttribute<EffectAttribute>()!.Id}.{JsonNamingPolicy.CamelCase.ConvertName(property.Name)} {parameter.Default}";
        return double.IsInfinity(parameter.Minimum) ? name : $"{name} {parameter.Minimum} {parameter.Maximum}";
    }
}
