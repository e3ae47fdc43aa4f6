package io.pitrguard.e2e;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;

/**
 * The programs of others that a test class needs. Where one is missing the class is skipped, and the suite says so at
 * its end; in CI ({@code CI=true}) it fails.
 */
final class Tools implements BeforeAllCallback {
    private final List<String> names;

    private Tools(List<String> names) {
        this.names = names;
    }

    static Tools needed(String... names) {
        return new Tools(List.of(names));
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        List<String> missing = names.stream().filter(name -> !isOnPath(name)).toList();
        if (missing.isEmpty()) {
            return;
        }
        String why = String.join(", ", missing) + " not found on the PATH";
        if ("true".equals(System.getenv("CI"))) {
            throw new IllegalStateException(why + "; CI must have it.");
        }
        context.getStore(ExtensionContext.StoreScope.LAUNCHER_SESSION, ExtensionContext.Namespace.create(Tools.class))
                .getOrComputeIfAbsent(Skipped.class)
                .add(context.getDisplayName(), why);
        throw new TestAbortedException(why);
    }

    private static boolean isOnPath(String name) {
        return Arrays.stream(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
    }

    /** What this JVM skipped; JUnit closes it at the end of the suite. */
    static final class Skipped implements AutoCloseable {
        private final Map<String, String> whyByClass = new LinkedHashMap<>();

        void add(String testClass, String why) {
            whyByClass.put(testClass, why);
        }

        @Override
        public void close() {
            System.out.println("SKIPPED " + whyByClass.size() + " end-to-end test classes:");
            whyByClass.forEach((testClass, why) -> System.out.println("  " + testClass + ": " + why));
        }
    }
}
