import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Writes jars again with their entries stored, not compressed: the package that holds them is then compressed as a whole,
 * which makes the many small and similar classes of the SDK a third smaller, and the JVM reads classes as they are. Of
 * pitr-guard's own jar it keeps only the classes that a handler uses; other jars stay whole.
 *
 * <p>{@code java StoredJars.java HANDLERS FROM TO}; the build runs it. The same jars always come out the same.
 */
final class StoredJars {
    /** The second moment that a zip can hold: to the first the JDK adds a field that depends on the time zone. */
    private static final LocalDateTime ALWAYS = LocalDateTime.of(1980, 1, 1, 0, 0, 2);

    private static final String OURS = "io/pitrguard/";
    private static final String CLASS = ".class";

    private StoredJars() {}

    /** Takes the folder of the handlers' classes, the folder of the jars, and the folder to write to, which is emptied. */
    public static void main(String[] args) throws IOException {
        Path handlers = Path.of(args[0]);
        Path from = Path.of(args[1]);
        Path to = Files.createDirectories(Path.of(args[2]));
        for (Path old : jars(to)) {
            Files.delete(old);
        }
        for (Path jar : jars(from)) {
            SortedMap<String, byte[]> entries = entries(jar);
            if (entries.keySet().stream().anyMatch(StoredJars::isOurClass)) {
                prune(entries, handlers);
            }
            write(entries, to.resolve(jar.getFileName()));
        }
    }

    private static List<Path> jars(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
        }
    }

    private static SortedMap<String, byte[]> entries(Path jar) throws IOException {
        SortedMap<String, byte[]> entries = new TreeMap<>();
        try (ZipFile in = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : in.stream().filter(each -> !each.isDirectory()).toList()) {
                try (InputStream bytes = in.getInputStream(entry)) {
                    entries.put(entry.getName(), bytes.readAllBytes());
                }
            }
        }
        return entries;
    }

    private static boolean isOurClass(String entry) {
        return entry.startsWith(OURS) && entry.endsWith(CLASS);
    }

    private static void prune(SortedMap<String, byte[]> entries, Path handlers) throws IOException {
        Map<String, byte[]> classes = new TreeMap<>(entries);
        classes.keySet().removeIf(entry -> !isOurClass(entry));
        Set<String> used = ReachableClasses.fromHandlers(handlers, classes);
        entries.keySet()
                .removeIf(entry -> isOurClass(entry) && !used.contains(entry.substring(0, entry.lastIndexOf('.'))));
    }

    private static void write(SortedMap<String, byte[]> entries, Path to) throws IOException {
        try (OutputStream file = Files.newOutputStream(to);
                ZipOutputStream out = new ZipOutputStream(file)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                write(entry.getKey(), entry.getValue(), out);
            }
        }
    }

    private static void write(String name, byte[] bytes, ZipOutputStream out) throws IOException {
        CRC32 sum = new CRC32();
        sum.update(bytes);
        ZipEntry stored = new ZipEntry(name);
        stored.setMethod(ZipEntry.STORED);
        stored.setSize(bytes.length);
        stored.setCrc(sum.getValue());
        stored.setTimeLocal(ALWAYS);
        out.putNextEntry(stored);
        out.write(bytes);
        out.closeEntry();
    }
}
