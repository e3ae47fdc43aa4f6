package io.pitrguard.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code pitr-guard restore} as a process against moto, as far as moto goes: its windows hold no whole second, so that nothing
 * can be planned; it makes no system backups. What was planned before can be carried out.
 */
class RestoreOnMotoE2E {
    private static final String ID = "20261130-091500-orders-7f3a1c";
    private static final String TABLE = "arn:aws:dynamodb:eu-west-1:123456789012:table/";

    @RegisterExtension
    static final Moto MOTO = Moto.emptyForEachTest();

    @TempDir
    private Path folder;

    private Run pitrGuard(String... arguments) {
        return MOTO.pitrGuard().with("PITR_GUARD_RESTORES", folder.toString()).run(arguments);
    }

    private void fleet() {
        new Fleet(MOTO.aws()).table("orders", 35).table("carts", Fleet.OFF).create();
    }

    private int tables() {
        return MOTO.aws().json("dynamodb", "list-tables").path("TableNames").size();
    }

    @Test
    void plansNothingInTheEmptyWindowsOfMoto() {
        fleet();
        JsonNode window = MOTO.aws()
                .json("dynamodb", "describe-continuous-backups", "--table-name", "orders")
                .path("ContinuousBackupsDescription")
                .path("PointInTimeRecoveryDescription");
        assertThat(window.path("EarliestRestorableDateTime").asText().substring(0, 19))
                .as("moto's window; where it is longer, plan and restore here")
                .isEqualTo(window.path("LatestRestorableDateTime").asText().substring(0, 19));

        Run plan = pitrGuard("restore", "orders", "--at", "latest", "--plan").ends(1);

        assertThat(plan.err()).contains("orders can be restored to moments since", "Possible instead:");
        assertThat(plan.out()).isEmpty();
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
    void carriesOutWhatWasPlannedBeforeTheProcessEnded() throws IOException {
        fleet();
        for (String key : new String[] {"one", "two", "three"}) {
            MOTO.aws()
                    .run("dynamodb", "put-item", "--table-name", "orders", "--item", "{\"pk\":{\"S\":\"" + key + "\"}}")
                    .ends(0);
        }
        String tableId = MOTO.aws()
                .json("dynamodb", "describe-table", "--table-name", "orders")
                .path("Table")
                .path("TableId")
                .asText();
        Files.writeString(folder.resolve(ID + ".json"), planned(tableId));
        assertThat(pitrGuard("restore", "status", ID).ends(0).out()).contains("Planned; nothing was asked of AWS yet.");

        Run resumed = pitrGuard("restore", "resume", ID).ends(0);

        assertThat(resumed.err())
                .contains("Asking AWS to restore orders-back.", "orders-back is ready, with all indexes");
        assertThat(MOTO.aws()
                        .json("dynamodb", "scan", "--table-name", "orders-back", "--select", "COUNT")
                        .path("Count")
                        .asInt())
                .isEqualTo(3);
        JsonNode listed =
                pitrGuard("restore", "list", "--output", "json").ends(0).json().path("restores");
        assertThat(Json.texts(listed, "state")).containsExactly("COMPLETED");
        assertThat(pitrGuard("restore", "resume", ID).ends(0).err())
                .as("nothing is done twice")
                .isEmpty();
    }

    private static String planned(String tableId) {
        String now = Instant.now().toString();
        return """
                {
                  "pk": "RESTORES#aws#123456789012#eu-west-1", "sk": "%1$s", "id": "%1$s", "format": 1, "version": 1,
                  "plan": {
                    "request": {
                      "deleted": false, "table": "%2$sorders", "moment": "%3$s", "indexes": true, "settings": "NONE",
                      "requester": "arn:aws:iam::123456789012:user/ann"
                    },
                    "target": "%2$sorders-back", "targetPrefix": "pitr-guard-restore-", "from": { "moment": "%3$s" },
                    "source": {
                      "tableId": "%4$s", "indexes": [], "billing": { "kind": "ON_DEMAND" },
                      "encryption": { "kind": "AWS_OWNED" }, "stream": false, "recovery": { "kind": "DISABLED" }
                    },
                    "cost": { "reason": "No price is known." }, "remarks": [], "plannedAt": "%3$s"
                  },
                  "state": { "kind": "PLANNED" }, "log": [], "copied": []
                }
                """.formatted(ID, TABLE, now, tableId);
    }
}
