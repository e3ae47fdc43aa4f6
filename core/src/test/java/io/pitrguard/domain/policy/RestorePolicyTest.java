package io.pitrguard.domain.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RestorePolicyTest {
    private static final String ADA = "arn:aws:iam::111122223333:user/ada";

    @Test
    void asksForNoApprovalByDefault() {
        assertThat(RestorePolicy.STANDARD.needsApproval()).isFalse();
        assertThat(RestorePolicy.STANDARD.breakGlass()).isFalse();
        assertThat(RestorePolicy.STANDARD.targetPrefix()).isEqualTo("pitr-guard-restore-");
        assertThat(RestorePolicy.STANDARD.admits(ADA)).isTrue();
    }

    @Test
    void admitsOnlyCallersThatAPatternFits() {
        RestorePolicy recovery = recovery(
                List.of(new Glob("arn:aws:sts::*:assumed-role/Oncall/*"), new Glob(ADA)), Duration.ofHours(1), "abc");

        assertThat(recovery.needsApproval()).isTrue();
        assertThat(recovery.admits(ADA)).isTrue();
        assertThat(recovery.admits("arn:aws:sts::111122223333:assumed-role/Oncall/grace"))
                .isTrue();
        assertThat(recovery.admits("arn:aws:sts::111122223333:assumed-role/Other/grace"))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"PT4M59S", "PT168H1S"})
    void refusesToWaitTooShortOrTooLong(Duration expires) {
        assertThatThrownBy(() -> recovery(List.of(), expires, "abc"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("an approval must be waited for from 5 minutes to 7 days");
    }

    @ParameterizedTest
    @CsvSource({"PT5M", "PT168H"})
    void waitsForMinutesOrDays(Duration expires) {
        assertThat(recovery(List.of(), expires, "abc").approvalExpires()).isEqualTo(expires);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ab", "a b c", "a*b"})
    void refusesPrefixesThatNoTableHas(String prefix) {
        assertThatThrownBy(() -> recovery(List.of(), Duration.ofHours(1), prefix))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no table's name begins with '" + prefix + "'");
    }

    private static RestorePolicy recovery(List<Glob> approvers, Duration expires, String prefix) {
        return new RestorePolicy(RestorePolicy.Approval.REQUIRED, approvers, true, expires, prefix);
    }
}
