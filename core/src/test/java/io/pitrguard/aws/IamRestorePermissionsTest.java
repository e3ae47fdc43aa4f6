package io.pitrguard.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.restore.RestoreCall;
import io.pitrguard.domain.restore.RestorePoint;
import io.pitrguard.domain.restore.TableBackup;
import io.pitrguard.port.RestorePermissions;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.EvaluationResult;
import software.amazon.awssdk.services.iam.model.PolicyEvaluationDecisionType;
import software.amazon.awssdk.services.iam.model.SimulatePrincipalPolicyRequest;
import software.amazon.awssdk.services.iam.model.SimulatePrincipalPolicyResponse;

/** IAM's simulation behind the port. */
class IamRestorePermissionsTest {
    private static final Instant AT = Instant.parse("2026-11-29T08:14:00Z");
    private static final String USER = "arn:aws:iam::123456789012:user/ann";

    private final SandboxAws aws = SandboxAws.start();
    private final RestorePermissions permissions =
            new IamRestorePermissions(() -> aws.clients().client(IamClient.builder()));

    private final RestoreCall call = new RestoreCall(
            aws.where().table("orders"),
            new RestorePoint.PointInTime(AT),
            aws.where().table("orders-0914"),
            true,
            Optional.empty());

    @AfterEach
    void close() {
        aws.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {USER, "arn:aws:sts::123456789012:assumed-role/Admin/ann"})
    void allowsWhatTheSimulationAllows(String caller) {
        assertThat(permissions.check(caller, call)).isEqualTo(new RestorePermissions.Answer.Allowed());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:iam::123456789012:root",
                "arn:aws:sts::123456789012:federated-user/ann",
                "something else"
            })
    void doesNotKnowWhatIamCannotSimulate(String caller) {
        assertThat(permissions.check(caller, call))
                .isInstanceOfSatisfying(
                        RestorePermissions.Answer.NotKnown.class,
                        answer -> assertThat(answer.cause().what()).contains(caller, "neither a user nor"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SimulatePrincipalPolicy", "GetRole"})
    void doesNotKnowWhatTheCallerMayNotAsk(String operation) {
        aws.sandbox().faults().add(Fault.on(operation, Effect.DENIED));

        assertThat(permissions.check("arn:aws:sts::123456789012:assumed-role/Admin/ann", call))
                .isInstanceOfSatisfying(
                        RestorePermissions.Answer.NotKnown.class,
                        answer -> assertThat(answer.cause().message()).contains("iam:" + operation));
    }

    @Test
    void doesNotKnowWhatAnAnswerLeavesOut() {
        assertThat(new IamRestorePermissions(() -> new Simulating(Set.of(), new ArrayList<>(), true)).check(USER, call))
                .isInstanceOf(RestorePermissions.Answer.NotKnown.class);
    }

    @Test
    void namesEachActionThatIsMissingWithItsTable() {
        List<String> asked = new ArrayList<>();
        RestorePermissions some = new IamRestorePermissions(
                () -> new Simulating(Set.of("dynamodb:RestoreTableToPointInTime", "dynamodb:Scan"), asked, false));

        assertThat(some.check(USER, call))
                .isEqualTo(new RestorePermissions.Answer.Missing(List.of(
                        "dynamodb:RestoreTableToPointInTime on arn:aws:dynamodb:eu-west-1:123456789012:table/orders",
                        "dynamodb:Scan on arn:aws:dynamodb:eu-west-1:123456789012:table/orders-0914")));
        assertThat(asked)
                .hasSize(2)
                .allSatisfy(request -> assertThat(request).startsWith(USER))
                .last()
                .asString()
                .contains("dynamodb:BatchWriteItem", "dynamodb:DeleteItem", "dynamodb:GetItem", "dynamodb:PutItem")
                .contains("dynamodb:Query", "dynamodb:Scan", "dynamodb:UpdateItem");
    }

    @Test
    void asksForTheBackup() {
        String backup = "arn:aws:dynamodb:eu-west-1:123456789012:table/orders/backup/01";
        RestoreCall fromBackup = new RestoreCall(
                call.source(),
                new RestorePoint.Backup(new TableBackup(
                        backup,
                        "orders$DeletedTableBackup",
                        TableBackup.Kind.SYSTEM,
                        TableBackup.Status.AVAILABLE,
                        AT,
                        Optional.empty(),
                        Optional.empty(),
                        OptionalLong.empty())),
                call.target(),
                true,
                Optional.empty());
        RestorePermissions none = new IamRestorePermissions(
                () -> new Simulating(Set.of("dynamodb:RestoreTableFromBackup"), new ArrayList<>(), false));

        assertThat(none.check(USER, fromBackup))
                .isEqualTo(
                        new RestorePermissions.Answer.Missing(List.of("dynamodb:RestoreTableFromBackup on " + backup)));
    }

    /** Denies some actions; answers without a list where it is incomplete. */
    private record Simulating(Set<String> denied, List<String> asked, boolean incomplete) implements IamClient {
        @Override
        public String serviceName() {
            return "iam";
        }

        @Override
        public void close() {}

        @Override
        public SimulatePrincipalPolicyResponse simulatePrincipalPolicy(SimulatePrincipalPolicyRequest request) {
            asked.add(request.policySourceArn() + " " + request.actionNames() + " " + request.resourceArns());
            if (incomplete) {
                return SimulatePrincipalPolicyResponse.builder().build();
            }
            return SimulatePrincipalPolicyResponse.builder()
                    .evaluationResults(request.actionNames().stream()
                            .map(action -> EvaluationResult.builder()
                                    .evalActionName(action)
                                    .evalDecision(
                                            denied.contains(action)
                                                    ? PolicyEvaluationDecisionType.IMPLICIT_DENY
                                                    : PolicyEvaluationDecisionType.ALLOWED)
                                    .build())
                            .toList())
                    .build();
        }
    }
}
