using System;
using System.IO;
using System.Text;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

/// <summary>
/// Marks a symbol version that a 64-bit ELF library asks for, but nothing in it is bound to, as VER_FLG_WEAK: the dynamic linker then
/// goes on without it (Linux Standard Base Core, "Symbol Versioning"). Compiled by the build, so in the C# that MSBuild's tasks have.
/// </summary>
public sealed class MarkVersionWeak : Task
{
    private const uint VersionSymbols = 0x6fffffff, VersionNeeds = 0x6ffffffe, RelocationsWithAddends = 4;
    private const ushort Weak = 2;

    private byte[] file;

    /// <summary>The library; replaced by a changed copy where it needs one.</summary>
    [Required]
    public string Library { get; set; }

    /// <summary>The version, such as GLIBCXX_3.4.32.</summary>
    [Required]
    public string Version { get; set; }

    public override bool Execute()
    {
        file = File.ReadAllBytes(Library);
        if (file.Length < 64 || file[0] != 0x7f || file[1] != 'E' || file[4] != 2)
        {
            Log.LogError(Library + " is no 64-bit ELF library.");
            return false;
        }

        int need = FindNeed();
        if (need < 0 || (BitConverter.ToUInt16(file, need + 4) & Weak) != 0) return true;
        if (IsUsed(BitConverter.ToUInt16(file, need + 6)))
        {
            Log.LogError(Library + " uses symbols of " + Version + ": it needs a newer libstdc++ than this build knows how to do without.");
            return false;
        }

        file[need + 4] |= (byte)Weak;
        // Beside and renamed: the file may be the package's own, by a hard link.
        File.WriteAllBytes(Library + ".new", file);
        File.Delete(Library);
        File.Move(Library + ".new", Library);
        Log.LogMessage(MessageImportance.High, "[torch] " + Path.GetFileName(Library) + ": " + Version + ", which nothing in it uses, marked as weak");
        return true;
    }

    /// <summary>Where the version's Elf64_Vernaux is: hash, flags, index, name, next.</summary>
    private int FindNeed()
    {
        int section = FindSection(VersionNeeds);
        if (section < 0) return -1;
        int names = Offset(Header(BitConverter.ToInt32(file, section + 40)));
        for (int need = Offset(section); ; need += BitConverter.ToInt32(file, need + 12))
        {
            for (int version = need + BitConverter.ToInt32(file, need + 8); ; version += BitConverter.ToInt32(file, version + 12))
            {
                if (Text(names + BitConverter.ToInt32(file, version + 8)) == Version) return version;
                if (BitConverter.ToInt32(file, version + 12) == 0) break;
            }

            if (BitConverter.ToInt32(file, need + 12) == 0) return -1;
        }
    }

    /// <summary>Whether anything is bound to a symbol of the version of an index: a symbol alone, unbound, needs nothing.</summary>
    private bool IsUsed(ushort index)
    {
        int versions = Offset(FindSection(VersionSymbols));
        for (int i = 0; i < BitConverter.ToUInt16(file, 60); i++)
        {
            if (BitConverter.ToUInt32(file, Header(i) + 4) != RelocationsWithAddends) continue;
            int start = Offset(Header(i)), length = (int)BitConverter.ToInt64(file, Header(i) + 32);
            // Elf64_Rela: offset, info with the symbol in its upper half, addend.
            for (int entry = start; entry < start + length; entry += 24)
            {
                int symbol = BitConverter.ToInt32(file, entry + 12);
                if ((BitConverter.ToUInt16(file, versions + (2 * symbol)) & 0x7fff) == index) return true;
            }
        }

        return false;
    }

    private int FindSection(uint type)
    {
        for (int i = 0; i < BitConverter.ToUInt16(file, 60); i++)
        {
            if (BitConverter.ToUInt32(file, Header(i) + 4) == type) return Header(i);
        }

        return -1;
    }

    private int Header(int section) { return (int)BitConverter.ToInt64(file, 40) + (section * 64); }

    private int Offset(int header) { return (int)BitConverter.ToInt64(file, header + 24); }

    private string Text(int start)
    {
        int end = Array.IndexOf(file, (byte)0, start);
        return Encoding.ASCII.GetString(file, start, end - start);
    }
}
