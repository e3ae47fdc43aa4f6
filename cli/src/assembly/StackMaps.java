import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Adds stack maps to classes of jars that were compiled for Java 5, as picocli's are: the JVM's ahead-of-time cache takes
 * no class without them, and loading picocli's classes from their jar takes longer than most commands run.
 *
 * <p>{@code java -cp 'FOLDER/*' StackMaps.java FOLDER}; the launcher runs it. A jar that has them stays as it is.
 */
final class StackMaps {
    private static final String CLASS = ".class";
    private static final int FIRST_WITH_STACK_MAPS = ClassFile.JAVA_6_VERSION;

    /** The verifier no longer tolerates that there are none. */
    private static final int REQUIRES_STACK_MAPS = ClassFile.JAVA_7_VERSION;

    private static final ClassFile CLASS_FILE = ClassFile.of(
            ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
            ClassFile.ClassHierarchyResolverOption.of(
                    ClassHierarchyResolver.ofResourceParsing(ClassLoader.getSystemClassLoader())));

    private static final ClassTransform WITH_STACK_MAPS = (out, element) -> {
        switch (element) {
            case ClassFileVersion old -> out.withVersion(REQUIRES_STACK_MAPS, 0);
            // Code that is copied as a whole stays without them.
            case MethodModel method ->
                out.transformMethod(method, MethodTransform.transformingCode((code, each) -> code.with(each)));
            default -> out.with(element);
        }
    };

    private record Entry(String name, byte[] bytes) {
        boolean isOldClass() {
            return name.endsWith(CLASS) && !name.startsWith("META-INF/") && major() < FIRST_WITH_STACK_MAPS;
        }

        private int major() {
            return (bytes[6] & 0xff) << 8 | bytes[7] & 0xff;
        }

        Entry withStackMaps() {
            ClassModel old = CLASS_FILE.parse(bytes);
            return new Entry(name, CLASS_FILE.transformClass(old, WITH_STACK_MAPS));
        }
    }

    private StackMaps() {}

    /** Takes the folder of the jars. */
    public static void main(String[] args) throws IOException {
        try (Stream<Path> files = Files.list(Path.of(args[0]))) {
            for (Path jar : files.filter(file -> file.toString().endsWith(".jar")).toList()) {
                List<Entry> entries = entries(jar);
                if (entries.stream().anyMatch(Entry::isOldClass)) {
                    write(entries, jar);
                }
            }
        }
    }

    private static List<Entry> entries(Path jar) throws IOException {
        List<Entry> entries = new ArrayList<>();
        try (ZipFile in = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : in.stream().filter(each -> !each.isDirectory()).toList()) {
                try (InputStream bytes = in.getInputStream(entry)) {
                    entries.add(new Entry(entry.getName(), bytes.readAllBytes()));
                }
            }
        }
        return entries;
    }

    /** Another process may be reading the jar. */
    private static void write(List<Entry> entries, Path jar) throws IOException {
        Path fresh = jar.resolveSibling(jar.getFileName() + ".new");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(fresh))) {
            for (Entry entry : entries) {
                out.putNextEntry(new ZipEntry(entry.name()));
                out.write((entry.isOldClass() ? entry.withStackMaps() : entry).bytes());
                out.closeEntry();
            }
        }
        Files.move(fresh, jar, StandardCopyOption.REPLACE_EXISTING);
    }
}
