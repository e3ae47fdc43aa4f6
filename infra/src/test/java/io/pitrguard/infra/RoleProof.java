package io.pitrguard.infra;

import java.util.List;
import java.util.Set;

/**
 * Compares what a role may do with what its function's calls take.
 *
 * @param taken what the calls take
 */
record RoleProof(RolePolicy role, Set<AllowedAction> taken) {
    /** An action of a statement of the role. */
    record Allowed(String sid, String action) {}

    /** Returns what calls take and the role does not allow. */
    List<AllowedAction> missing() {
        return taken.stream().filter(permission -> !role.allows(permission)).toList();
    }

    /** Returns what the role allows and no call takes. */
    List<Allowed> idle() {
        return role.statements().stream()
                .filter(RolePolicy.Statement::allows)
                .flatMap(statement -> statement.actions().stream()
                        .filter(action -> isIdle(statement, action))
                        .map(action -> new Allowed(statement.sid(), action)))
                .toList();
    }

    private boolean isIdle(RolePolicy.Statement statement, String action) {
        RolePolicy.Statement single = new RolePolicy.Statement(
                statement.sid(), true, statement.ofCalls(), List.of(action), statement.resources());
        return taken.stream().noneMatch(single::covers);
    }
}
