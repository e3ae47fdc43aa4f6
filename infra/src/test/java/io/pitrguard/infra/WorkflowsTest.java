package io.pitrguard.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The workflows and actions for GitHub: they parse, run what is there, and may do no more than they have to. */
class WorkflowsTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern PINNED = Pattern.compile("[\\w.-]+/[\\w./-]+@(v\\d+(\\.\\d+\\.\\d+)?|[0-9a-f]{40})");
    private static final Pattern SCRIPT =
            Pattern.compile("(?:^|\\s)((?:\\.ci|release|scripts|benchmarks)/[\\w-]+)(?=\\s|$)");

    static List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>(List.of(ROOT.resolve("docs/examples/pull-request.yml")));
        try (Stream<Path> below = Files.walk(ROOT.resolve(".github"))) {
            below.filter(file -> file.toString().endsWith(".yml")).sorted().forEach(files::add);
        }
        return files;
    }

    @ParameterizedTest
    @MethodSource("files")
    void actionsOfOthersArePinnedAndThoseOfThisRepositoryExist(Path file) throws IOException {
        for (String uses : values(read(file), "uses")) {
            if (uses.startsWith("./")) {
                assertThat(ROOT.resolve(uses).resolve("action.yml")).exists();
            } else if (uses.startsWith("pitr-guard/pitr-guard/")) {
                assertThat(ROOT.resolve(uses.replaceFirst("^pitr-guard/pitr-guard/(.*)@.*", "$1"))
                                .resolve("action.yml"))
                        .exists();
            } else {
                assertThat(uses).matches(PINNED);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void theScriptsThatTheyRunExist(Path file) throws IOException {
        for (String run : values(read(file), "run")) {
            Matcher script = SCRIPT.matcher(run);
            while (script.find()) {
                assertThat(ROOT.resolve(script.group(1))).isExecutable();
            }
            // An expression in a script would run what it holds.
            assertThat(run).doesNotContain("${{");
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void whoMayWriteSaysSo(Path file) throws IOException {
        Map<String, Object> workflow = read(file);
        if (workflow.containsKey("jobs")) {
            assertThat(Synth.<String>at(workflow, "permissions", "contents")).isEqualTo("read");
            assertThat(values(workflow, "contents").stream().filter("write"::equals))
                    .hasSize(file.endsWith("release.yml") ? 1 : 0);
        }
    }

    @Test
    void ciAndReleaseCallTheScriptsThatPeopleCall() throws IOException {
        TreeSet<String> called = new TreeSet<>();
        for (Path file : files()) {
            values(read(file), "run")
                    .forEach(run -> SCRIPT.matcher(run).results().forEach(one -> called.add(one.group(1))));
        }

        assertThat(called).containsExactlyInAnyOrder(".ci/run", "release/check", "release/is-version", "release/sums");
        assertThat(Files.readString(ROOT.resolve(".ci/run"))).contains("release/check target/release");
    }

    @Test
    void theExampleIsOfTheActionAndUsesItsInputs() throws IOException {
        Map<String, Object> action = read(ROOT.resolve(".github/actions/check/action.yml"));
        Map<String, Object> example = read(ROOT.resolve("docs/examples/pull-request.yml"));
        Map<String, Object> step = Synth.<List<Map<String, Object>>>at(example, "jobs", "recovery", "steps").stream()
                .filter(one -> String.valueOf(one.get("uses")).contains("/actions/check@"))
                .findFirst()
                .orElseThrow();

        assertThat(Synth.<Map<String, Object>>at(action, "inputs").keySet())
                .containsAll(Synth.<Map<String, Object>>at(step, "with").keySet());
        assertThat(ROOT.resolve(".github/actions/check/check")).isExecutable();
    }

    @SuppressWarnings("unchecked") // Each of these files is an object.
    private static Map<String, Object> read(Path file) throws IOException {
        return (Map<String, Object>) new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
    }

    /** Returns all texts that have a key, wherever that is. */
    private static List<String> values(Object tree, String key) {
        List<String> found = new ArrayList<>();
        switch (tree) {
            case Map<?, ?> map ->
                map.forEach((name, value) -> {
                    if (name.equals(key) && value instanceof String text) {
                        found.add(text);
                    }
                    found.addAll(values(value, key));
                });
            case List<?> list -> list.forEach(value -> found.addAll(values(value, key)));
            case null, default -> {}
        }
        return found;
    }
}
