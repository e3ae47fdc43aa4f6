package io.pitrguard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The core and the functions keep to the layout; each {@link Edge} is shown, on small offenders, to be able to fail. */
class ArchitectureTest {
    private static final List<Path> FOLDERS =
            List.of(Path.of("..", "core", "target", "classes"), Path.of("target", "classes"));
    private static final JavaClasses MAIN = new ClassFileImporter().importPaths(FOLDERS);

    @ParameterizedTest
    @EnumSource
    void holds(Edge edge) {
        assertThat(edge.rule().evaluate(MAIN).getFailureReport().getDetails())
                .as(edge.rule().getDescription())
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void catchesEachOffender(Edge edge, @TempDir Path folder) throws IOException {
        assertThat(edge.offenders()).isNotEmpty();
        for (String offender : edge.offenders()) {
            Path output = Files.createTempDirectory(folder, "offender");
            compile(offender, output);
            JavaClasses classes = new ClassFileImporter().importPath(output);
            assertThat(edge.rule().evaluate(classes).hasViolation())
                    .as(offender)
                    .isTrue();
        }
    }

    @Test
    void acceptsClocksAndDatesThatAreGiven(@TempDir Path folder) throws IOException {
        compile(
                "package io.pitrguard.sweep; class A { Object a(java.time.Clock c) { return java.time.Instant.now(c); }"
                        + " Object b(java.time.InstantSource s) { return s.instant(); }"
                        + " Object c(long at) { return new java.util.Date(at); } }",
                folder);
        assertThatCode(() -> Edge.CLOCK_IS_INJECTED.rule().check(new ClassFileImporter().importPath(folder)))
                .doesNotThrowAnyException();
    }

    /** ArchUnit only warns of a class file that is too new for it, and leaves it out. */
    @Test
    void seesEveryClassFile() throws IOException {
        List<String> names = new ArrayList<>();
        for (Path folder : FOLDERS) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.filter(file -> file.toString().endsWith(".class"))
                        .map(file -> folder.relativize(file).toString())
                        .map(name -> name.substring(0, name.length() - ".class".length())
                                .replace('/', '.'))
                        .forEach(names::add);
            }
        }
        assertThat(names).contains("io.pitrguard.domain.evaluation.Evaluator", "io.pitrguard.functions.SweepFunction");
        assertThat(MAIN).extracting(JavaClass::getName).containsAll(names);
    }

    private static void compile(String sources, Path output) {
        List<JavaFileObject> files = new ArrayList<>();
        for (String source : Arrays.asList(sources.split(" --- "))) {
            Matcher named = Pattern.compile("(?:class|interface) (\\w+)").matcher(source);
            String name = named.find() ? named.group(1) : "package-info";
            files.add(
                    new SimpleJavaFileObject(
                            URI.create("mem:///" + files.size() + "/" + name + ".java"), JavaFileObject.Kind.SOURCE) {
                        @Override
                        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                            return source;
                        }
                    });
        }
        StringWriter errors = new StringWriter();
        boolean compiled = ToolProvider.getSystemJavaCompiler()
                .getTask(
                        errors,
                        null,
                        null,
                        List.of("-proc:none", "-d", output.toString(), "-cp", output.toString()),
                        null,
                        files)
                .call();
        assertThat(compiled).as("%s%n%s", sources, errors).isTrue();
    }
}
