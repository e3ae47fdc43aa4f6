import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Writes what a package holds. Jars have their entries stored, not compressed: the package that holds them is then
 * compressed as a whole, which makes the many small and similar classes of the SDK a third smaller, and the JVM reads
 * classes as they are. Of pitr-guard's own classes it keeps only those that a handler of the package uses; other jars stay
 * whole.
 *
 * <p>{@code java StoredJars.java HANDLERS FROM TO [+NAME,NAME|-NAME,NAME]}; the build runs it. {@code TO} gets the jars in
 * {@code lib}, and the handlers with what they use in {@code classes}. {@code +NAME,NAME}: of the handlers only these;
 * {@code -NAME,NAME}: all but these. The same jars always come out the same.
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
        Path to = Path.of(args[2]);
        empty(to);
        Path lib = Files.createDirectories(to.resolve("lib"));
        Map<Path, SortedMap<String, byte[]>> jars = new TreeMap<>();
        for (Path jar : jars(from)) {
            jars.put(jar, entries(jar));
        }
        SortedMap<String, byte[]> ours = new TreeMap<>();
        jars.values().forEach(ours::putAll);
        ours.keySet().removeIf(entry -> !isOurClass(entry));
        Set<String> used =
                ReachableClasses.fromHandlers(handlers, args.length > 3 ? wanted(args[3]) : _ -> true, ours);
        for (Map.Entry<Path, SortedMap<String, byte[]>> jar : jars.entrySet()) {
            jar.getValue().keySet().removeIf(entry -> isOurClass(entry) && !used.contains(className(entry)));
            write(jar.getValue(), lib.resolve(jar.getKey().getFileName()));
        }
        copy(handlers, used, to.resolve("classes"));
    }

    private static Predicate<String> wanted(String choice) {
        List<String> names = List.of(choice.substring(1).split(",", -1));
        Predicate<String> named = name -> names.contains(name.substring(name.lastIndexOf('/') + 1));
        return switch (choice.charAt(0)) {
            case '+' -> named;
            case '-' -> named.negate();
            default -> throw new IllegalArgumentException("+NAME,NAME or -NAME,NAME, not " + choice);
        };
    }

    private static void empty(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path old : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(old);
            }
        }
    }

    private static void copy(Path handlers, Set<String> used, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(handlers)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String entry = handlers.relativize(file).toString().replace('\\', '/');
                if (!entry.endsWith(CLASS) || used.contains(className(entry))) {
                    Path copy = to.resolve(entry);
                    Files.createDirectories(copy.getParent());
                    Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
    }

    private static String className(String entry) {
        return entry.substring(0, entry.lastIndexOf('.'));
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
