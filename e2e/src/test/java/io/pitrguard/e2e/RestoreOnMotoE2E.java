package io.pitrguard.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code pitr-guard restore} as a process against moto, as far as moto goes: it makes no system backups, and has neither ids of
 * tables nor windows that hold a whole second, which {@link TableGate} adds.
 */
class RestoreOnMotoE2E {
    private static final String ID = "20261130-091500-orders-7f3a1c";

    @RegisterExtension
    static final Moto MOTO = Moto.emptyForEachTest();

    @TempDir
    private Path folder;

    private final FunctionGateway gateway = FunctionGateway.start();

    @BeforeEach
    void stand() {
        gateway.before(MOTO.endpoint());
        gateway.through(new TableGate());
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    private Run pitrGuard(String... arguments) {
        return PitrGuard.at(gateway.endpoint(), Moto.REGION)
                .with("PITR_GUARD_RESTORES", folder.toString())
                .run(arguments);
    }

    private void fleet() {
        new Fleet(MOTO.aws()).table("orders", 35).table("carts", Fleet.OFF).create();
    }

    private int tables() {
        return MOTO.aws().json("dynamodb", "list-tables").path("TableNames").size();
    }

    @Test
    void plansWithoutChangingAnything() {
        fleet();

        Run plan = pitrGuard("restore", "orders", "--at", "latest", "--plan").ends(0);

        assertThat(plan.out()).contains("pitr-guard-restore-orders-", "20 minutes");
        assertThat(tables()).isEqualTo(2);
    }

    @Test
    void refusesWhatMotoWouldRestore() {
        fleet();

        Run off = pitrGuard("restore", "carts", "--at", "latest", "--yes").ends(1);
        Run deleted = pitrGuard("restore", "--deleted", "carts", "--yes").ends(1);
        Run missing = pitrGuard("restore", "nowhere", "--at", "latest", "--yes").ends(1);

        assertThat(off.err()).contains("Point-in-time recovery of carts is off");
        assertThat(deleted.err()).contains("There is no system backup of a table carts");
        assertThat(missing.err()).contains("There is no table nowhere in eu-west-1");
        assertThat(tables()).isEqualTo(2);
        MOTO.aws()
                .run(
                        "dynamodb",
                        "restore-table-to-point-in-time",
                        "--source-table-name",
                        "carts",
                        "--target-table-name",
                        "carts-2",
                        "--use-latest-restorable-time")
                .ends(0);
        assertThat(tables()).as("moto is laxer").isEqualTo(3);
    }

    @Test
    void asksForWhatIsMissing() {
        assertThat(pitrGuard("restore", "orders").ends(64).err()).contains("restore requires --at");
        assertThat(pitrGuard("restore", "orders", "--at", "latest").ends(64).err())
                .contains("requires --yes here");
        assertThat(pitrGuard("restore", "list").ends(0).out()).isEqualTo("No restores.\n");
        assertThat(pitrGuard("approve", ID, "--yes").ends(1).err()).contains("there is no restore " + ID);
    }

    @Test
    void restores() {
        fleet();
        for (String key : new String[] {"one", "two", "three"}) {
            MOTO.aws()
                    .run("dynamodb", "put-item", "--table-name", "orders", "--item", "{\"pk\":{\"S\":\"" + key + "\"}}")
                    .ends(0);
        }

        Run restored = pitrGuard(
                        "restore", "orders", "--at", "latest", "--as", "orders-back", "--settings", "none", "--yes")
                .ends(0);

        assertThat(restored.err())
                .contains("Asking AWS to restore orders-back.", "orders-back is ready, with all indexes");
        assertThat(MOTO.aws()
                        .json("dynamodb", "scan", "--table-name", "orders-back", "--select", "COUNT")
                        .path("Count")
                        .asInt())
                .isEqualTo(3);
        JsonNode listed =
                pitrGuard("restore", "list", "--output", "json").ends(0).json().path("restores");
        assertThat(Json.texts(listed, "state")).containsExactly("COMPLETED");
        assertThat(pitrGuard("restore", "resume", listed.path(0).path("id").asText())
                        .ends(0)
                        .err())
                .as("nothing is done twice")
                .isEmpty();
    }
}
