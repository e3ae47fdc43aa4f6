package io.pitrguard.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The program accepts every command line in the README and the docs. */
class DocsTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern COMMAND = Pattern.compile("\\./pitr-guard((?: [^`\\n#]*)?)");

    /** What only the shell reads. */
    static final String SHELL = " (?:[<>|]|&&) .*";

    /** A command line and where it stands. */
    record Shown(Path file, String line) {
        /** Returns the arguments, with one list for each alternative such as {@code json|csv}. */
        List<String[]> arguments() {
            List<String[]> lists = new ArrayList<>();
            for (String one : alternatives(line.replaceFirst(SHELL, "").strip())) {
                lists.add(words(one));
            }
            return lists;
        }

        /** Splits like a shell: quoted text is one word. */
        private static String[] words(String text) {
            return Pattern.compile("\"[^\"]*\"|'[^']*'|\\S+")
                    .matcher(text)
                    .results()
                    .map(word -> word.group().replaceAll("[\"']", ""))
                    .toArray(String[]::new);
        }

        private static List<String> alternatives(String text) {
            Matcher choice = Pattern.compile("\\S+(?:\\|\\S+)+").matcher(text);
            if (!choice.find()) {
                return List.of(text);
            }
            return Arrays.stream(choice.group().split("\\|"))
                    .map(one -> text.substring(0, choice.start()) + one + text.substring(choice.end()))
                    .toList();
        }

        @Override
        public String toString() {
            return file.getFileName() + ": ./pitr-guard" + line;
        }
    }

    static List<Shown> shown() throws IOException {
        try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(
                            Stream.of("README.md", "CONTRIBUTING.md", "policy.yaml")
                                    .map(ROOT::resolve),
                            docs)
                    .filter(file ->
                            Files.isRegularFile(file) && !file.toString().endsWith(".png"))
                    .flatMap(DocsTest::commands)
                    .toList();
        }
    }

    private static Stream<Shown> commands(Path file) {
        try {
            return COMMAND.matcher(Files.readString(file))
                    .results()
                    .map(found -> new Shown(file, found.group(1)))
                    .filter(shown -> !shown.line().isBlank() && !shown.line().contains("…"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("shown")
    void acceptsEveryCommandLine(Shown shown) {
        assertThat(shown.arguments())
                .allSatisfy(arguments -> assertThatNoException()
                        .isThrownBy(() -> Main.commandLine(Terminal.screen()).parseArgs(arguments)));
    }

    @Test
    void theReadmeShowsEveryCommand() throws IOException {
        String readme = Files.readString(ROOT.resolve("README.md"));

        assertThat(Main.commandLine(Terminal.screen()).getSubcommands().entrySet())
                .filteredOn(command ->
                        !command.getValue().getCommandSpec().usageMessage().hidden())
                .allSatisfy(command -> assertThat(readme).contains("./pitr-guard " + command.getKey()))
                .hasSize(20);
    }

    @Test
    void theEventThatTheReadmeShowsExists() throws IOException {
        Matcher events = Pattern.compile("--event (\\S+)").matcher(Files.readString(ROOT.resolve("README.md")));

        assertThat(events.find()).isTrue();
        assertThat(ROOT.resolve(events.group(1))).exists();
    }
}
