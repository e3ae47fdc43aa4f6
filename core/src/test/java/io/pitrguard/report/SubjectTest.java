package io.pitrguard.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.finding.Severity;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubjectTest {
    private static final String WHERE = "123456789012, eu-west-1";

    @Test
    void shortensTheNameBeforeWhatAndWhere() {
        assertThat(Subject.of(
                        Severity.CRITICAL, Optional.of("n".repeat(255)), "off again, remediation suspended", WHERE))
                .hasSize(99)
                .startsWith("[pitr-guard] CRITICAL: nnnnnnnn")
                .endsWith("..: off again, remediation suspended (123456789012, eu-west-1)");
    }

    @Test
    void shortensWhatIfThatIsLong() {
        assertThat(Subject.of(Severity.HIGH, Optional.of("orders"), "recovery is off, ".repeat(9), WHERE))
                .hasSize(99)
                .startsWith("[pitr-guard] HIGH: orders: recovery is off, ")
                .endsWith(".. (123456789012, eu-west-1)");
    }

    @ParameterizedTest
    @CsvSource({
        "Größe, Grosse, true",
        "Łukasz Ærø, Lukasz AEro, true",
        "ﬁnance, finance, true",
        "購買 team, ? team, false",
        "בעלים, ?, false"
    })
    void writesNamesInAscii(String name, String ascii, boolean spellable) {
        assertThat(Subject.ascii(name)).isEqualTo(ascii);
        assertThat(Subject.isSpellable(name)).isEqualTo(spellable);
    }
}
