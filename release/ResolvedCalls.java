import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Prints, for the JDK's classes of a list of classes, which entries of their constant pools name classes, fields and
 * methods, as lines of such a list. With them an archive keeps all such entries resolved, and not only those that the JVM
 * happened to use while it made the archive: {@code java ResolvedCalls.java LIST}.
 */
public final class ResolvedCalls {
    private static final FileSystem JDK = FileSystems.getFileSystem(URI.create("jrt:/"));

    private ResolvedCalls() {}

    public static void main(String[] args) throws IOException {
        List<Path> modules;
        try (Stream<Path> found = Files.list(JDK.getPath("/modules"))) {
            modules = found.sorted().toList();
        }
        for (String name : Files.readAllLines(Path.of(args[0]))) {
            if (name.matches("(java|javax|jdk|sun)/[\\w/$]+")) {
                for (Path module : modules) {
                    print(name, module.resolve(name + ".class"));
                }
            }
        }
    }

    private static void print(String name, Path file) throws IOException {
        if (Files.notExists(file)) {
            return;
        }
        String entries = StreamSupport.stream(
                        ClassFile.of().parse(file).constantPool().spliterator(), false)
                .filter(entry -> entry instanceof MemberRefEntry || entry instanceof ClassEntry)
                .map(entry -> " " + entry.index())
                .collect(Collectors.joining());
        System.out.println("@cp " + name + entries);
    }
}
