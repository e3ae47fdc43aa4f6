package io.pitrguard.sandbox.service;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.state.TableState;
import io.pitrguard.sandbox.wire.Input;
import io.pitrguard.sandbox.wire.Json;

/** DescribeTableReplicaAutoScaling (API reference): names the replicas that DescribeTable shows; none of them scales. */
final class ReplicaScalingOperation {

    private static final String REPLICAS = "Replicas";
    private static final String REGION = "RegionName";

    private ReplicaScalingOperation() {}

    static ObjectNode describe(Input input, Account account) {
        String name = TableNames.resolve(input, account);
        TableState table = account.tables().find(name).orElseThrow(() -> Errors.resourceNotFound(name));
        String status = table.statusAt(account.now());
        ObjectNode answer = Json.object();
        ArrayNode replicas = answer.putObject("TableAutoScalingDescription")
                .put("TableName", name)
                .put("TableStatus", status)
                .putArray(REPLICAS);
        TableViews.description(table, account, status)
                .path(REPLICAS)
                .forEach(replica -> replicas.addObject()
                        .put(REGION, replica.path(REGION).asText())
                        .put("ReplicaStatus", "ACTIVE")
                        .putArray("GlobalSecondaryIndexes"));
        return answer;
    }
}
