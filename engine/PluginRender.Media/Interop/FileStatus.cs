using System.Runtime.InteropServices;

namespace PluginRender.Media;

/// <summary>What a path names.</summary>
public enum FileKind
{
    /// <summary>A regular file.</summary>
    Regular,

    /// <summary>A folder.</summary>
    Folder,

    /// <summary>A symbolic link, which was not followed.</summary>
    Link,

    /// <summary>A device, a pipe or a socket: what is written to it cannot be replaced by a name.</summary>
    Special,
}

/// <summary>What the base library does not tell of a file: statx(2), whose record is the same on every processor.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Owner">The number of its owner.</param>
/// <param name="Mode">Its permissions, the sticky bit among them.</param>
/// <param name="Inode">Tells it from others of the same file system.</param>
/// <param name="IsFixed">Whether it is marked so that nobody can replace it; see chattr(1).</param>
/// <param name="IsMountPoint">Whether something is mounted there, so that its name cannot be given to another file.</param>
public sealed partial record FileStatus(FileKind Kind, uint Owner, UnixFileMode Mode, ulong Inode, bool IsFixed, bool IsMountPoint)
{
    // fcntl.h and linux/stat.h of Linux.
    private const int CurrentFolder = -100;
    private const int NoFollow = 0x100;
    private const uint BasicFields = 0x7ff;
    private const ulong Immutable = 0x10;
    private const ulong AppendOnly = 0x20;
    private const ulong MountRoot = 0x2000;
    private const int TypeMask = 0xf000;
    private const int RegularType = 0x8000;
    private const int FolderType = 0x4000;
    private const int LinkType = 0xa000;

    /// <summary>The user whom this process acts for.</summary>
    public static uint User => EffectiveUser();

    /// <summary>Looks at a path.</summary>
    /// <param name="path">The path.</param>
    /// <param name="followsLink">Whether a symbolic link stands for what it leads to.</param>
    /// <returns>Null where there is nothing, or nothing that this user may look at.</returns>
    public static FileStatus? Of(string path, bool followsLink)
    {
        if (Status(CurrentFolder, path, followsLink ? 0 : NoFollow, BasicFields, out Record record) != 0) return null;
        FileKind kind = (record.Mode & TypeMask) switch { RegularType => FileKind.Regular, FolderType => FileKind.Folder, LinkType => FileKind.Link, _ => FileKind.Special };
        return new FileStatus(
            kind, record.Owner, (UnixFileMode)(record.Mode & ~TypeMask), record.Inode, (record.Attributes & (Immutable | AppendOnly)) != 0, (record.Attributes & MountRoot) != 0);
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Status(int folder, string path, int flags, uint fields, out Record record);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint EffectiveUser();

    /// <summary>The fields of struct statx that are used.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct Record
    {
        [FieldOffset(8)]
        public ulong Attributes;

        [FieldOffset(20)]
        public uint Owner;

        [FieldOffset(28)]
        public ushort Mode;

        [FieldOffset(32)]
        public ulong Inode;
    }
}
