namespace PluginRender.Rendering.Tests.Files;

public sealed class FolderLockTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task TryTake_WhileAnotherHasIt_WaitsForItsEnd()
    {
        IDisposable first = FolderLock.TryTake(folder.Path, TimeProvider.System)!;
        Task<IDisposable?> second = Task.Run(() => FolderLock.TryTake(folder.Path, TimeProvider.System));
        Assert.NotSame(second, await Task.WhenAny(second, Task.Delay(50)));
        first.Dispose();
        using IDisposable? taken = await second;
        Assert.NotNull(taken);
    }

    [Fact]
    public void TryTake_InNoFolder_IsNullAtOnce() => Assert.Null(FolderLock.TryTake(folder.File("nowhere"), TimeProvider.System));
}
