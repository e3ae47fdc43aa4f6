package io.pitrguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Numbers of things are written by one helper, which knows the word for one of them. */
class CountedWordsTest {
    private static final String THINGS =
            "(tables?|errors?|messages?|calls?|exemptions?|characters?|fix(es)?|violations?|notices?|spots?|times?"
                    + "|days?|minutes?|hours?|subscriptions?|subscribers?|findings?|functions?|queues?)";

    /** A number and a thing in one text, or an ending by hand. */
    private static final List<Pattern> BY_HAND = List.of(
            Pattern.compile("%,?d (more |new |about )*" + THINGS + "\\b"),
            Pattern.compile("== 1L? \\? \"\" : \"(s|es)\""),
            Pattern.compile("== 1L? \\? \" ?(is|was|are|were)\\b"));

    /** Where the number is never one. */
    private static final List<String> SEVERAL = List.of(
            // A period that was shortened was longer than a day.
            "shortened from %d days to",
            // A longer period is more than a day.
            "from %d to %d days",
            // More than AWS Config takes.
            "has %d characters;");

    static List<Path> sources() throws IOException {
        try (Stream<String> modules = Stream.of("core", "functions", "cli")) {
            return modules.flatMap(CountedWordsTest::sources).toList();
        }
    }

    private static Stream<Path> sources(String module) {
        try (Stream<Path> files = Files.walk(Path.of("..", module, "src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("sources")
    void countsNothingByHand(Path file) throws IOException {
        String text = Files.readString(file);
        for (String several : SEVERAL) {
            text = text.replace(several, "");
        }
        String rest = text;

        assertThat(BY_HAND)
                .allSatisfy(pattern -> assertThat(pattern.matcher(rest)
                                .results()
                                .map(match -> match.group())
                                .toList())
                        .isEmpty());
    }
}
