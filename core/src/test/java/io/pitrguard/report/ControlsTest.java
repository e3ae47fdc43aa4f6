package io.pitrguard.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitrguard.domain.finding.FindingKind;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlsTest {
    /** They ask nothing of anybody. */
    private static final Set<FindingKind> INFORMATIONAL =
            EnumSet.of(FindingKind.TABLE_ARCHIVED, FindingKind.RECOVERY_WINDOW_GROWING);

    private static final String GOOD = """
            {"controls": [{"framework": "SOC 2", "id": "A1.2", "title": "Backup", "url": "https://example.com",
              "lookedUp": "2026-11-30", "findings": ["HistoryLost"]}]}""";

    private final List<Control> controls = Controls.load().controls();

    @Test
    void hasEachControlThatAuditorsAskFor() {
        assertThat(controls)
                .extracting(control -> control.framework() + " " + control.id())
                .containsExactly(
                        "NIST SP 800-53 r5 CP-9",
                        "NIST SP 800-53 r5 CP-9(1)",
                        "NIST SP 800-53 r5 CP-10",
                        "NIST SP 800-53 r5 SI-12",
                        "SOC 2 A1.2",
                        "SOC 2 A1.3",
                        "ISO/IEC 27001:2022 A.8.13",
                        "PCI DSS v4.0 12.10.1",
                        "HIPAA 164.308(a)(7)(ii)(A)",
                        "CIS Controls v8 11.1",
                        "CIS Controls v8 11.2",
                        "CIS Controls v8 11.3",
                        "CIS Controls v8 11.4",
                        "CIS Controls v8 11.5",
                        "DORA (EU) 2022/2554 Article 12");
    }

    @Test
    void eachKindOfFindingThatAsksForSomethingBearsOnAControl() {
        assertThat(controls.stream().flatMap(control -> control.findings().stream()))
                .hasSameElementsAs(EnumSet.complementOf(EnumSet.copyOf(INFORMATIONAL)));
    }

    @Test
    void eachSourceHasTheDayOnWhichItWasRead() {
        assertThat(controls)
                .allSatisfy(control ->
                        assertThat(LocalDate.parse(control.lookedUp())).isAfterOrEqualTo("2026-11-30"));
    }

    @ParameterizedTest
    @CsvSource({
        "HistoryLost,HistoryFound,findings[0] is none of",
        "https:,http:,must be an https address",
        "SOC 2,' ',needs a framework",
        "A1.2,' ',needs a framework",
        "Backup,' ',needs a framework",
        "2026-11-30,yesterday,yesterday",
        "'\"HistoryLost\"','',needs kinds of findings",
        "'\"HistoryLost\"','\"HistoryLost\", \"HistoryLost\"',each of them once",
        "title,titel,title is missing"
    })
    void refusesWhatIsWrong(String good, String bad, String message) {
        assertThat(Controls.parse(GOOD).controls()).hasSize(1);
        assertThatThrownBy(() -> Controls.parse(GOOD.replace(good, bad)))
                .isInstanceOf(IllegalArgumentException.class)
                .satisfies(e -> assertThat(e + " " + causes(e)).contains(message));
    }

    @Test
    void refusesAControlThatIsThereTwice() {
        Control control = Controls.parse(GOOD).controls().getFirst();

        assertThatThrownBy(() -> new Controls(List.of(control, control))).hasMessage("SOC 2 A1.2 is there twice");
    }

    private static String causes(Throwable e) {
        Throwable cause = e.getCause();
        return cause == null ? "" : cause + " " + causes(cause);
    }
}
