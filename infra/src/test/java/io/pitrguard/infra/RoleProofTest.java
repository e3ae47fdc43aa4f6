package io.pitrguard.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A proof finds what is missing, and what is too much. */
class RoleProofTest {
    private static final String LEDGER = "arn:aws:dynamodb:eu-west-1:123456789012:table/ledger";
    private static final String ORDERS = "arn:aws:dynamodb:eu-west-1:123456789012:table/orders";
    private static final AllowedAction GET = new AllowedAction("dynamodb:GetItem", LEDGER);
    private static final AllowedAction PUT = new AllowedAction("dynamodb:PutItem", LEDGER);

    private static RolePolicy role(String... actions) {
        return new RolePolicy(
                List.of(new RolePolicy.Statement("Remember", true, true, List.of(actions), List.of(LEDGER))));
    }

    @Test
    void holdsWhereEachActionIsTakenAndEachCallIsAllowed() {
        RoleProof proof = new RoleProof(role("dynamodb:GetItem", "dynamodb:PutItem"), Set.of(GET, PUT));

        assertThat(proof.missing()).isEmpty();
        assertThat(proof.idle()).isEmpty();
    }

    @Test
    void findsTheActionThatWasTakenFromARole() {
        assertThat(new RoleProof(role("dynamodb:GetItem"), Set.of(GET, PUT)).missing())
                .containsExactly(PUT);
    }

    @Test
    void findsTheCallOnAnotherResource() {
        AllowedAction elsewhere = new AllowedAction("dynamodb:GetItem", ORDERS);

        assertThat(new RoleProof(role("dynamodb:GetItem"), Set.of(GET, elsewhere)).missing())
                .containsExactly(elsewhere);
    }

    @Test
    void findsTheActionThatNoCallTakes() {
        assertThat(new RoleProof(role("dynamodb:GetItem", "dynamodb:Query"), Set.of(GET)).idle())
                .containsExactly(new RoleProof.Allowed("Remember", "dynamodb:Query"));
    }

    @Test
    void findsTheActionThatIsTakenOnlyOnAnotherResource() {
        assertThat(new RoleProof(role("dynamodb:GetItem"), Set.of(new AllowedAction("dynamodb:GetItem", ORDERS)))
                        .idle())
                .containsExactly(new RoleProof.Allowed("Remember", "dynamodb:GetItem"));
    }
}
