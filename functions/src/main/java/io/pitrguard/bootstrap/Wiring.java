package io.pitrguard.bootstrap;

import io.pitrguard.aws.ConfigHistory;
import io.pitrguard.aws.ConfigResults;
import io.pitrguard.aws.DynamoDbRecovery;
import io.pitrguard.aws.DynamoDbRecoveryChanges;
import io.pitrguard.aws.DynamoDbTableCatalog;
import io.pitrguard.aws.ResourceTags;
import io.pitrguard.aws.SnsAlerts;
import io.pitrguard.aws.StsIdentity;
import io.pitrguard.check.ConfigRule;
import io.pitrguard.check.FleetReader;
import io.pitrguard.check.Pacer;
import io.pitrguard.check.StateReader;
import io.pitrguard.check.Sweep;
import io.pitrguard.domain.remediation.PriceList;
import io.pitrguard.port.Alerts;
import io.pitrguard.port.Identity;
import io.pitrguard.port.RecordedItems;
import io.pitrguard.port.Time;
import io.pitrguard.remediate.Remediation;
import java.util.concurrent.ThreadLocalRandom;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Builds the object graph by hand. */
public final class Wiring {
    private static final int WORKERS = 32;

    private Wiring() {}

    /** Builds the sweep of the clients' region, reading states at this pace, in calls a second. */
    public static Sweep sweep(AwsClients clients, double readsPerSecond, Time time) {
        DynamoDbClient dynamoDb = clients.dynamoDb();
        StateReader states = new StateReader(
                new DynamoDbRecovery(clients.pacedDynamoDb()),
                new Pacer(readsPerSecond, time),
                time,
                () -> ThreadLocalRandom.current().nextLong());
        FleetReader fleet = new FleetReader(
                new DynamoDbTableCatalog(dynamoDb, clients.region().id()),
                new ResourceTags(clients.tagging(), dynamoDb),
                states,
                time,
                WORKERS,
                new Pacer(readsPerSecond, time));
        PriceList prices = Prices.shipped();
        Remediation remediation = new Remediation(fleet, new DynamoDbRecoveryChanges(dynamoDb), prices, time);
        return new Sweep(fleet, states, remediation, prices, time);
    }

    /** Builds a rule of AWS Config that judges and corrects as a sweep does. */
    public static ConfigRule configRule(AwsClients clients, double readsPerSecond, Time time) {
        return new ConfigRule(sweep(clients, readsPerSecond, time), new ConfigResults(clients.config()), time);
    }

    /** Builds what looks up configuration items; the client is made when the first one is. */
    public static RecordedItems recordedItems(AwsClients clients) {
        return (type, id) -> new ConfigHistory(clients.config()).latest(type, id);
    }

    /** Builds what tells who the caller is. */
    public static Identity identity(AwsClients clients) {
        return new StsIdentity(clients.sts(), clients.region().id());
    }

    /** Builds alerts that go to a topic; the client is made when the first one goes out. */
    public static Alerts alerts(AwsClients clients, String topicArn) {
        return alert -> new SnsAlerts(clients.sns(), topicArn).publish(alert);
    }
}
