using System.Text;

namespace GpuPassthrough.Host;

/// <summary>
/// Opens a path below a root with every link resolved inside it, one name at a time: what openat2(2) does with
/// RESOLVE_IN_ROOT, for kernels before 5.6 and containers that filter the call.
/// </summary>
internal static unsafe class LinkWalker
{
    private const int MostLinks = 40;

    internal static Errno Open(int root, string path, int flags, out int descriptor)
    {
        List<int> parents = [];
        Errno error = Walk(root, path, flags, parents, out descriptor);
        parents.ForEach(parent => _ = LibC.Close(parent));
        return error;
    }

    private static Errno Walk(int root, string path, int flags, List<int> parents, out int descriptor)
    {
        descriptor = -1;
        Stack<string> rest = Split(path);
        int links = 0;
        while (true)
        {
            int current = parents.Count == 0 ? root : parents[^1];
            if (rest.Count == 0) return OpenName(current, ".", flags, out descriptor);
            string name = rest.Pop();
            if (name == "..")
            {
                Leave(parents);
                continue;
            }

            if (LinkText(current, name) is string target)
            {
                if (++links > MostLinks) return Errno.LinkLoop;
                if (target.StartsWith('/')) LeaveAll(parents);
                foreach (string part in Split(target).Reverse()) rest.Push(part);
                continue;
            }

            if (rest.Count == 0) return OpenName(current, name, flags | LibC.NoFollow, out descriptor);
            Errno error = OpenName(current, name, LibC.PathOnly | LibC.DirectoryOnly | LibC.NoFollow, out int next);
            if (error != Errno.None) return error;
            parents.Add(next);
        }
    }

    private static Stack<string> Split(string path) =>
        new(path.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(name => name != ".").Reverse());

    private static void Leave(List<int> parents)
    {
        if (parents.Count == 0) return;
        _ = LibC.Close(parents[^1]);
        parents.RemoveAt(parents.Count - 1);
    }

    private static void LeaveAll(List<int> parents)
    {
        while (parents.Count > 0) Leave(parents);
    }

    private static string? LinkText(int directory, string name)
    {
        Span<byte> text = stackalloc byte[4096];
        fixed (byte* path = HostRoot.Terminated(name))
        {
            return LibC.ReadLink(directory, path, text, out int length) == Errno.None ? Encoding.UTF8.GetString(text[..length]) : null;
        }
    }

    private static Errno OpenName(int directory, string name, int flags, out int descriptor)
    {
        fixed (byte* path = HostRoot.Terminated(name)) return LibC.Open(directory, path, flags, out descriptor);
    }
}
