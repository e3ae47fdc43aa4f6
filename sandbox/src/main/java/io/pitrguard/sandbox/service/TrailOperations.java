package io.pitrguard.sandbox.service;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.state.AccountRegion;
import io.pitrguard.sandbox.state.Trail;
import io.pitrguard.sandbox.state.TrailSelectors;
import io.pitrguard.sandbox.state.TrailSettings;
import io.pitrguard.sandbox.state.TrailStatus;
import io.pitrguard.sandbox.wire.Input;
import io.pitrguard.sandbox.wire.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Trails; every bucket, topic, log group and key that they name is there. */
final class TrailOperations {

    private static final int MOST = 5;
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    private static final List<String> TEXTS = List.of(
            "S3BucketName",
            "S3KeyPrefix",
            "SnsTopicName",
            "CloudWatchLogsLogGroupArn",
            "CloudWatchLogsRoleArn",
            "KmsKeyId");

    private TrailOperations() {}

    /** The new trail logs nothing before StartLogging. */
    static ObjectNode create(Input input, Account account) {
        String name = input.text("Name").orElse("");
        TrailNames.requireName(name);
        AccountRegion location = account.location();
        Trail trail = new Trail(location, name, settings(input), TrailSelectors.defaults(), TrailStatus.none());
        if (account.trails().find(trail.arn()).isPresent()) {
            throw TrailErrors.exists(name, location);
        }
        if (own(account).count() >= MOST) {
            throw TrailErrors.tooMany(location, MOST);
        }
        account.trails().add(trail);
        return TrailViews.settings(trail);
    }

    /** Names that match nothing are left out; a shadow is found by its ARN only. */
    static ObjectNode describe(Input input, Account account) {
        List<String> names = input.texts("trailNameList");
        names.forEach(TrailNames::requireValid);
        boolean shadows = input.flag("includeShadowTrails").orElse(true);
        Stream<Trail> asked = names.isEmpty()
                ? account.trails().in(account.location()).stream()
                : names.stream()
                        .map(name -> TrailNames.find(name, account))
                        .flatMap(Optional::stream)
                        .distinct();
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("trailList");
        asked.filter(trail -> shadows || !trail.shadowIn(account.location()))
                .forEach(trail -> list.add(TrailViews.description(trail)));
        return answer;
    }

    static ObjectNode status(Input input, Account account) {
        return TrailViews.status(TrailNames.require(input, "Name", account).status(), account.now());
    }

    static ObjectNode start(Input input, Account account) {
        Trail trail = TrailNames.requireOwn(input, "Name", account);
        if (!trail.status().logging()) {
            account.trails().change(trail.arn(), old -> old.with(old.status().start(account.now())));
        }
        return Json.object();
    }

    private static Stream<Trail> own(Account account) {
        return account.trails().in(account.location()).stream().filter(trail -> !trail.shadowIn(account.location()));
    }

    private static TrailSettings settings(Input input) {
        Map<String, String> texts = new HashMap<>();
        TEXTS.forEach(member -> input.text(member).ifPresent(text -> texts.put(member, text)));
        requireBucket(texts.getOrDefault("S3BucketName", ""));
        boolean global = input.flag("IncludeGlobalServiceEvents").orElse(true);
        boolean multiRegion = input.flag("IsMultiRegionTrail").orElse(false);
        if (multiRegion && !global) {
            throw TrailErrors.globalEventsMissing();
        }
        if (input.flag("IsOrganizationTrail").orElse(false)) {
            throw TrailErrors.noOrganization();
        }
        boolean validated = input.flag("EnableLogFileValidation").orElse(false);
        return new TrailSettings(texts, global, multiRegion, validated, false);
    }

    private static void requireBucket(String name) {
        if (name.isEmpty()) {
            throw TrailErrors.invalidBucket("Bucket name cannot be blank!");
        }
        if (!BUCKET.matcher(name).matches()) {
            throw TrailErrors.invalidBucket("Bucket name '" + name + "' is not valid.");
        }
    }
}
