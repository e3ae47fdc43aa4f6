package io.pitrguard.aws;

import io.pitrguard.domain.restore.RestoreCall;
import io.pitrguard.domain.restore.RestorePoint;
import io.pitrguard.domain.restore.TableBackup;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.RestorePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.EvaluationResult;
import software.amazon.awssdk.services.iam.model.PolicyEvaluationDecisionType;
import software.amazon.awssdk.services.iam.model.SimulatePrincipalPolicyResponse;

/**
 * Asks IAM to simulate the calls of a restore with the policies of the caller.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html
 */
public final class IamRestorePermissions implements RestorePermissions {
    /** What asking takes of the caller's permissions. */
    public static final Set<String> ACTIONS = Set.of("iam:SimulatePrincipalPolicy", "iam:GetRole");

    private static final String SIMULATE = "iam:SimulatePrincipalPolicy";

    /**
     * What AWS does on the target on behalf of the caller.
     * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/pointintimerecovery_permissions.html
     */
    private static final List<String> ON_TARGET = List.of(
            "dynamodb:BatchWriteItem",
            "dynamodb:DeleteItem",
            "dynamodb:GetItem",
            "dynamodb:PutItem",
            "dynamodb:Query",
            "dynamodb:Scan",
            "dynamodb:UpdateItem");

    private static final Pattern SESSION = Pattern.compile("arn:[^:]+:sts::\\d{12}:assumed-role/([^/]+)/.*");
    private static final Pattern PRINCIPAL = Pattern.compile("arn:[^:]+:iam::\\d{12}:(user|role)/.+");

    private final Supplier<IamClient> client;

    /** Asks through this client. */
    public IamRestorePermissions(Supplier<IamClient> client) {
        this.client = client;
    }

    @Override
    public Answer check(String caller, RestoreCall call) {
        try {
            Optional<String> principal = principal(caller);
            if (principal.isEmpty()) {
                return notKnown("IAM cannot simulate the permissions of " + caller
                        + ": it is neither a user nor the session of a role.");
            }
            List<String> missing = new ArrayList<>(
                    switch (call.from()) {
                        case RestorePoint.PointInTime _ ->
                            missing(
                                    principal.get(),
                                    List.of("dynamodb:RestoreTableToPointInTime"),
                                    call.source().arn());
                        case RestorePoint.Backup(TableBackup backup) ->
                            missing(principal.get(), List.of("dynamodb:RestoreTableFromBackup"), backup.arn());
                    });
            missing.addAll(missing(principal.get(), ON_TARGET, call.target().arn()));
            return missing.isEmpty() ? new Answer.Allowed() : new Answer.Missing(missing);
        } catch (SdkException e) {
            return new Answer.NotKnown(AwsErrors.sort(SIMULATE, caller, e));
        } catch (NotUnderstoodException e) {
            return new Answer.NotKnown(e.sorted());
        }
    }

    /** The ARN of a session leaves out the path of its role. */
    private Optional<String> principal(String caller) {
        Matcher session = SESSION.matcher(caller);
        if (session.matches()) {
            return Optional.ofNullable(client.get()
                            .getRole(b -> b.roleName(session.group(1)))
                            .role())
                    .flatMap(role -> Optional.ofNullable(role.arn()));
        }
        return Optional.of(caller).filter(arn -> PRINCIPAL.matcher(arn).matches());
    }

    private List<String> missing(String principal, List<String> actions, String resource) {
        List<EvaluationResult> results = new Pages<>(
                        SIMULATE,
                        marker -> client.get()
                                .simulatePrincipalPolicy(b -> b.policySourceArn(principal)
                                        .actionNames(actions)
                                        .resourceArns(resource)
                                        .marker(marker)),
                        page -> page.hasEvaluationResults() ? page.evaluationResults() : null,
                        SimulatePrincipalPolicyResponse::marker)
                .all();
        return actions.stream()
                .filter(action -> results.stream().noneMatch(result -> allows(result, action)))
                .map(action -> action + " on " + resource)
                .toList();
    }

    private static boolean allows(EvaluationResult result, String action) {
        return action.equalsIgnoreCase(result.evalActionName())
                && result.evalDecision() == PolicyEvaluationDecisionType.ALLOWED;
    }

    private static Answer notKnown(String what) {
        return new Answer.NotKnown(new Cause(Cause.Kind.REFUSED, what));
    }
}
