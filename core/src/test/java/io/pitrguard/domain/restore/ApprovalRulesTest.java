package io.pitrguard.domain.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.policy.Glob;
import io.pitrguard.domain.policy.RestorePolicy;
import io.pitrguard.port.AnyRestore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApprovalRulesTest {
    private static final String SSO = "arn:aws:sts::123456789012:assumed-role/AWSReservedSSO_Admin_0123/";
    private static final String ROLE = "arn:aws:sts::123456789012:assumed-role/Admin/";
    private static final String FEDERATED = "arn:aws:sts::123456789012:federated-user/";
    private static final ApprovalNeed.Required NEED = new ApprovalNeed.Required(List.of(), false, Duration.ofHours(4));
    private static final ApprovalNeed.Required EMERGENCY =
            new ApprovalNeed.Required(List.of(), true, Duration.ofHours(4));

    /** T11. */
    @ParameterizedTest
    @CsvSource({
        "arn:aws:iam::123456789012:user/ann, arn:aws:iam::123456789012:user/ann, true",
        "arn:aws:iam::123456789012:user/ann, arn:aws:iam::123456789012:user/ben, false",
        "arn:aws:iam::123456789012:user/ann, arn:aws:iam::210987654321:user/ann, false",
        ROLE + "ann, " + ROLE + "ann, true",
        ROLE + "ann, " + ROLE + "ben, true",
        ROLE + "ann, arn:aws:sts::123456789012:assumed-role/Ops/ann, false",
        SSO + "ann@x.org, " + SSO + "ben@x.org, false",
        SSO + "ann@x.org, " + SSO + "Ann@x.org, true",
        FEDERATED + "ann, " + FEDERATED + "ben, true",
        FEDERATED + "ann, arn:aws:sts::210987654321:federated-user/ann, false",
        SSO + "ann@x.org, arn:aws:sts::210987654321:assumed-role/AWSReservedSSO_Ops_1/ann@x.org, true"
    })
    void tellsPersonsApart(String requester, String approver, boolean same) {
        assertThat(Person.of(requester).equals(Person.of(approver))).isEqualTo(same);
        assertThat(ApprovalRules.judge(plan(requester), NEED, approver, false) instanceof ApprovalRules.Answer.Allowed)
                .isEqualTo(!same);
    }

    @Test
    void namesTheOptionForEmergenciesWhereThePolicyAllowsIt() {
        assertThat(notAllowed(EMERGENCY, AnyRestore.REQUESTER, false).remedy()).contains("--self-approve");
        assertThat(notAllowed(NEED, AnyRestore.REQUESTER, false).remedy()).doesNotContain("--self-approve");
    }

    @Test
    void letsTheRequesterApproveOnlyInAnEmergencyThatThePolicyAllows() {
        assertThat(ApprovalRules.judge(AnyRestore.plan(), EMERGENCY, AnyRestore.REQUESTER, true))
                .isEqualTo(new ApprovalRules.Answer.Allowed(true));
        assertThat(notAllowed(NEED, AnyRestore.REQUESTER, true).reason()).contains("does not allow requesters");
        assertThat(notAllowed(EMERGENCY, AnyRestore.OTHER, true).reason()).contains("Only the requester");
    }

    @Test
    void letsOnlyThoseApproveWhomThePolicyNames() {
        ApprovalNeed.Required named = new ApprovalNeed.Required(
                List.of("arn:aws:iam::*:role/Approver*", "arn:aws:iam::*:user/carl"), false, Duration.ofHours(1));

        assertThat(ApprovalRules.judge(
                        AnyRestore.plan(), named, "arn:aws:sts::123456789012:assumed-role/Approvers/x", false))
                .isEqualTo(new ApprovalRules.Answer.Allowed(false));
        assertThat(notAllowed(named, AnyRestore.OTHER, false).remedy()).contains("user/carl");
    }

    @Test
    void takesItsRulesFromThePolicy() {
        assertThat(ApprovalNeed.of(RestorePolicy.STANDARD)).isEqualTo(new ApprovalNeed.NotRequired());
        assertThat(ApprovalNeed.of(new RestorePolicy(
                        RestorePolicy.Approval.REQUIRED,
                        List.of(new Glob("arn:*")),
                        true,
                        Duration.ofHours(2),
                        "back-")))
                .isEqualTo(new ApprovalNeed.Required(List.of("arn:*"), true, Duration.ofHours(2)));
    }

    private static ApprovalRules.Answer.NotAllowed notAllowed(
            ApprovalNeed.Required need, String caller, boolean emergency) {
        ApprovalRules.Answer answer = ApprovalRules.judge(AnyRestore.plan(), need, caller, emergency);
        assertThat(answer).isInstanceOf(ApprovalRules.Answer.NotAllowed.class);
        return (ApprovalRules.Answer.NotAllowed) answer;
    }

    private static RestorePlan plan(String requester) {
        RestoreRequest request = new RestoreRequest(
                new RestoreSource.Live(AnyRestore.SOURCE),
                new RestoreMoment.Latest(),
                Optional.empty(),
                Optional.empty(),
                true,
                SettingsChoice.NONE,
                Optional.empty(),
                requester);
        return AnyRestore.plan(request, new RestorePoint.PointInTime(AnyRestore.MOMENT), "pitr-guard-restore-a");
    }
}
