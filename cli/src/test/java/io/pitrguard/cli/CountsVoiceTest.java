package io.pitrguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No text counts things in the plural only: "1 rules". {@code Counted} finds the right form. */
class CountsVoiceTest {
    private static final String THINGS =
            "(tables|rules|errors|warnings|days|hours|minutes|seconds|messages|calls|exemptions|findings|times|entries|problems|spots|subscriptions)\\b";
    private static final Pattern PLURAL = Pattern.compile("(%d( more)? (new )?" + THINGS + "|[\\w)] \\+ \" (more )?"
            + THINGS + "|%d [a-z ]*\\w%s\\b|== 1L? \\? \"\" : \"(s|es)\")");

    /** Numbers that are never one, each with its reason. */
    private static final List<String> NEVER_ONE = List.of(
            // A shortened or lengthened period.
            "shortened from %d days to",
            "Lengthened the recovery period from %d to %d days",
            "lengthen.toDays() + \" days",
            // The fleet of the demo.
            "%d tables: %d non-compliant, %d undetermined",
            // From three tables on.
            "The same holds for %d more tables.",
            // As many as are asked at most, before others are left out.
            "The filter policies of %d subscriptions",
            // Cases of a switch that has one of its own for a single one.
            "rules, tried in order",
            "default -> days + \" days left\"",
            // Above 500.
            "there are %d rules; at most");

    @ParameterizedTest
    @ValueSource(strings = {"core", "cli", "functions"})
    void countsInTheRightNumber(String module) throws IOException {
        List<String> wrong = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("..", module, "src/main/java"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                Files.readAllLines(file).stream()
                        .filter(line -> PLURAL.matcher(line).find())
                        .filter(line -> NEVER_ONE.stream().noneMatch(line::contains))
                        .forEach(line -> wrong.add(file.getFileName() + ": " + line.strip()));
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void seesAPluralThatIsAlwaysOne() {
        assertThat(PLURAL.matcher("\"changes at most %d tables\"").find()).isTrue();
        assertThat(PLURAL.matcher("days + \" days left\"").find()).isTrue();
        assertThat(PLURAL.matcher("\"%d table%s in %s\"").find()).isTrue();
        assertThat(PLURAL.matcher("count == 1 ? \"\" : \"s\"").find()).isTrue();
        assertThat(PLURAL.matcher("\"%d of %d\"").find()).isFalse();
    }
}
