package io.pitrguard.infra;

import io.pitrguard.sandbox.calls.RecordedCall;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.reflect.AccessFlag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the tests of other modules recorded in their last run.
 *
 * @param calls each call once
 * @param notRun the test classes that did not run then, so that nothing follows from what was not called
 */
record Recordings(Set<RecordedCall> calls, List<String> notRun) {
    /** Reads those of modules. */
    static Recordings of(List<Path> modules) {
        Set<RecordedCall> calls = new LinkedHashSet<>();
        modules.stream()
                .flatMap(module -> files(module.resolve("target/recorded-calls"), ".tsv"))
                .flatMap(file -> lines(file).stream())
                .map(RecordedCall::parse)
                .forEach(calls::add);
        return new Recordings(
                calls,
                modules.stream().flatMap(Recordings::testsNotRun).sorted().toList());
    }

    private static Stream<String> testsNotRun(Path module) {
        Path classes = module.resolve("target/test-classes");
        Set<String> reports = Set.copyOf(Stream.of("surefire-reports", "failsafe-reports")
                .flatMap(folder -> files(module.resolve("target").resolve(folder), ".xml"))
                .map(file -> file.getFileName().toString())
                .toList());
        List<String> tests = files(classes, ".class")
                .filter(file -> file.toString().matches(".*(Test|IT)\\.class"))
                .filter(file -> !isAbstract(file))
                .map(file -> classes.relativize(file).toString().replaceAll("\\.class$", ""))
                .map(file -> file.replace('/', '.').replace('\\', '.'))
                .toList();
        return tests.isEmpty()
                ? Stream.of("all of " + module.getFileName())
                : tests.stream().filter(test -> !reports.contains("TEST-" + test + ".xml"));
    }

    private static boolean isAbstract(Path file) {
        try {
            return ClassFile.of().parse(file).flags().has(AccessFlag.ABSTRACT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> files(Path folder, String end) {
        if (!Files.isDirectory(folder)) {
            return Stream.empty();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(end)).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
