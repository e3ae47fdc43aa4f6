package io.pitrguard.infra;

import io.pitrguard.sandbox.calls.RecordedCall;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.AnnotationValue;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.reflect.AccessFlag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;

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
                .filter(Recordings::runsInTheGate)
                .map(file -> classes.relativize(file).toString().replaceAll("\\.class$", ""))
                .map(file -> file.replace('/', '.').replace('\\', '.'))
                .toList();
        return tests.isEmpty()
                ? Stream.of("all of " + module.getFileName())
                : tests.stream().filter(test -> !reports.contains("TEST-" + test + ".xml"));
    }

    private static boolean runsInTheGate(Path file) {
        try {
            ClassModel test = ClassFile.of().parse(file);
            return !test.flags().has(AccessFlag.ABSTRACT) && !isSimulation(test);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isSimulation(ClassModel test) {
        return test.findAttribute(Attributes.runtimeVisibleAnnotations()).stream()
                .flatMap(attribute -> attribute.annotations().stream())
                .filter(annotation -> annotation.className().equalsString(Tag.class.descriptorString()))
                .flatMap(annotation -> annotation.elements().stream())
                .anyMatch(element -> element.value() instanceof AnnotationValue.OfString text
                        && text.stringValue().equals("simulation"));
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
