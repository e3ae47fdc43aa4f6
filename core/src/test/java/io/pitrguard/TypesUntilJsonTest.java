package io.pitrguard;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.remediation.OutcomeKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Verdicts, outcomes and findings stay types until they are written out: no main code holds one of their names as text,
 * since a comparison with a text goes on compiling when the name changes.
 */
class TypesUntilJsonTest {
    /** What has a reason to hold such a text. */
    private static final Set<String> ALLOWED = Set.of(
            // Where the names come from.
            "OutcomeKind.java \"Planned\"",
            "OutcomeKind.java \"AlertOnly\"",
            "OutcomeKind.java \"Fixed\"",
            "OutcomeKind.java \"FixFailed\"",
            "OutcomeKind.java \"Unconfirmed\"",
            "OutcomeKind.java \"Deferred\"",
            "OutcomeKind.java \"OverBudget\"",
            "OutcomeKind.java \"Flapping\"",
            // The parameter exemptAs of a rule of AWS Config, as people write it.
            "RuleParameters.java \"NOT_APPLICABLE\"",
            "RuleParameters.java \"COMPLIANT\"",
            // The name of an exception, and of a view, in a message.
            "AwsErrors.java getSimpleName()",
            "JsonRecords.java getSimpleName()");

    private static final Pattern TEXT = Pattern.compile("\"(?:"
            + Stream.of(VerdictKind.values(), OutcomeKind.values(), FindingKind.values())
                    .flatMap(Arrays::stream)
                    .map(Enum::toString)
                    .distinct()
                    .collect(Collectors.joining("|"))
            + ")\"|getSimpleName\\(\\)");

    @Test
    void noMainCodeHoldsTheirNamesAsText() throws IOException {
        List<String> found = new ArrayList<>();
        for (String module : List.of("core", "functions", "cli", "infra")) {
            try (Stream<Path> files = Files.walk(Path.of("..", module, "src/main/java"))) {
                for (Path file : files.filter(each -> each.toString().endsWith(".java"))
                        .filter(each -> !each.endsWith("FindingKind.java"))
                        .toList()) {
                    texts(file).filter(text -> !ALLOWED.contains(text)).forEach(found::add);
                }
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void findsATextWhereThereIsOne() {
        assertThat(TEXT.matcher("verdict.equals(\"NON_COMPLIANT\")").find()).isTrue();
        assertThat(TEXT.matcher("case \"Fixed\" ->").find()).isTrue();
        assertThat(TEXT.matcher("violation.getClass().getSimpleName()").find()).isTrue();
        assertThat(TEXT.matcher("verdict == VerdictKind.NON_COMPLIANT").find()).isFalse();
    }

    private static Stream<String> texts(Path file) throws IOException {
        Matcher matcher = TEXT.matcher(Files.readString(file));
        List<String> texts = new ArrayList<>();
        while (matcher.find()) {
            texts.add(file.getFileName() + " " + matcher.group());
        }
        return texts.stream();
    }
}
