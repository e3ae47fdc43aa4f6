import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.lang.reflect.AccessFlag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds the classes that Lambda's handlers use, directly or through others: a class uses every class that its constant
 * pool names, in code, signatures, annotations or as a nested class. Nothing of ours is loaded by a name that is put
 * together at run time.
 */
final class ReachableClasses {
    private static final String HANDLER = "com/amazonaws/services/lambda/runtime/RequestStreamHandler";
    private static final Pattern DESCRIBED = Pattern.compile("L([\\w/$]+)[;<]");
    private static final String END = ".class";

    private ReachableClasses() {}

    /**
     * Returns the names of the classes in use, such as {@code io/pitrguard/domain/policy/Policy}.
     *
     * @param handlers the folder of classes among which the handlers are
     * @param wanted accepts the names of the handlers that count, such as {@code io/pitrguard/functions/DriftFunction}
     * @param libraries the bytes of further classes, by entry name such as {@code io/pitrguard/Some.class}
     */
    static Set<String> fromHandlers(Path handlers, Predicate<String> wanted, Map<String, byte[]> libraries)
            throws IOException {
        Map<String, ClassModel> all = new TreeMap<>();
        libraries.forEach((entry, bytes) -> put(all, bytes));
        try (Stream<Path> files = Files.walk(handlers)) {
            for (Path file : files.filter(path -> path.toString().endsWith(END)).toList()) {
                put(all, Files.readAllBytes(file));
            }
        }
        Deque<String> pending = new ArrayDeque<>();
        all.forEach((name, model) -> {
            if (!model.flags().has(AccessFlag.ABSTRACT) && isHandler(model, all) && wanted.test(name)) {
                pending.add(name);
            }
        });
        if (pending.isEmpty()) {
            throw new IllegalArgumentException("no handler is below " + handlers);
        }
        return closure(pending, all);
    }

    private static Set<String> closure(Deque<String> pending, Map<String, ClassModel> all) {
        Set<String> reached = new HashSet<>(pending);
        while (!pending.isEmpty()) {
            for (String used : usedBy(all.get(pending.remove()))) {
                if (all.containsKey(used) && reached.add(used)) {
                    pending.add(used);
                }
            }
        }
        return reached;
    }

    private static void put(Map<String, ClassModel> all, byte[] bytes) {
        ClassModel model = ClassFile.of().parse(bytes);
        all.put(model.thisClass().asInternalName(), model);
    }

    private static boolean isHandler(ClassModel model, Map<String, ClassModel> all) {
        return model.interfaces().stream().anyMatch(each -> each.asInternalName().equals(HANDLER))
                || model.superclass()
                        .map(base -> all.get(base.asInternalName()))
                        .filter(base -> isHandler(base, all))
                        .isPresent();
    }

    private static Set<String> usedBy(ClassModel model) {
        Set<String> used = new HashSet<>();
        for (PoolEntry entry : model.constantPool()) {
            used.addAll(
                    switch (entry) {
                        case ClassEntry type -> List.of(type.asInternalName().replaceAll("^\\[+L|;$", ""));
                        case Utf8Entry text -> described(text.stringValue());
                        default -> List.<String>of();
                    });
        }
        return used;
    }

    private static List<String> described(String descriptor) {
        return DESCRIBED.matcher(descriptor).results().map(found -> found.group(1)).toList();
    }
}
