package io.pitrguard.sandbox.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.wire.Input;
import io.pitrguard.sandbox.wire.Json;
import io.pitrguard.sandbox.wire.ServiceError;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Targets of Application Auto Scaling, which outlive their tables. */
final class ScalableTargetOperations {

    static final String TAGS = "@tags";

    private static final List<String> SUSPENSIONS =
            List.of("DynamicScalingInSuspended", "DynamicScalingOutSuspended", "ScheduledScalingSuspended");
    private static final int MOST_IDS = 50;
    private static final int MOST_TAGS = 50;

    private ScalableTargetOperations() {}

    /** What a further registration leaves out stays (API reference); the capacity moves into the range at once. */
    static ObjectNode register(Input input, Account account) {
        ScalableResource resource = ScalableResource.of(input);
        ScaledCapacity.require(resource, account);
        Optional<ObjectNode> known = account.named().targets().find(resource.key());
        ObjectNode target = known.orElseGet(() -> created(resource, account));
        long min = capacity(input, target, "MinCapacity");
        long max = capacity(input, target, "MaxCapacity");
        if (min > max) {
            throw Errors.validation("Maximum capacity cannot be less than minimum capacity");
        }
        target.put("MinCapacity", min).put("MaxCapacity", max);
        target.set("SuspendedState", suspension(input, target.path("SuspendedState")));
        keepTags(input, target, known.isPresent());
        ScaledCapacity.move(resource, min, max, account);
        account.named().targets().put(resource.key(), target);
        return Json.object()
                .put("ScalableTargetARN", target.path("ScalableTargetARN").asText());
    }

    static ObjectNode describe(Input input, Account account) {
        List<String> ids = input.texts("ResourceIds");
        if (ids.size() > MOST_IDS) {
            throw Errors.constraint(ids, "resourceIds", "Member must have length less than or equal to 50");
        }
        List<ObjectNode> targets = account.named().targets().all().stream()
                .filter(target ->
                        ids.isEmpty() || ids.contains(target.path("ResourceId").asText()))
                .map(target -> target.<ObjectNode>without(TAGS))
                .toList();
        return ScalingPages.answer("ScalableTargets", targets, input);
    }

    /** The policies and scheduled actions go with it. */
    static ObjectNode deregister(Input input, Account account) {
        ScalableResource resource = ScalableResource.of(input);
        resource.target(account);
        ScalingPolicyOperations.deleteAll(resource, account);
        ScheduledActionOperations.deleteAll(resource, account);
        account.named().targets().remove(resource.key());
        return Json.object();
    }

    static ObjectNode tags(Input input, Account account) {
        return Json.object().set("Tags", ofArn(input, account).path(TAGS));
    }

    static ObjectNode tag(Input input, Account account) {
        ObjectNode target = ofArn(input, account);
        Input added = input.structure("Tags").orElseThrow(() -> Errors.missing("tags"));
        ObjectNode tags = target.withObject("/" + TAGS);
        tags.setAll(added.members());
        requireFew(tags);
        account.named()
                .targets()
                .put(
                        target.path("ResourceId").asText()
                                + '|'
                                + target.path("ScalableDimension").asText(),
                        target);
        return Json.object();
    }

    private static ObjectNode ofArn(Input input, Account account) {
        String arn = input.text("ResourceARN").orElseThrow(() -> Errors.missing("resourceARN"));
        return account.named().targets().all().stream()
                .filter(each -> each.path("ScalableTargetARN").asText().equals(arn))
                .findAny()
                .orElseThrow(() -> ServiceError.client(
                        "ResourceNotFoundException", "The specified resource doesn't exist: " + arn));
    }

    private static void requireFew(ObjectNode tags) {
        if (tags.size() > MOST_TAGS) {
            throw ServiceError.client("TooManyTagsException", "A resource can have at most 50 tags");
        }
    }

    private static ObjectNode created(ScalableResource resource, Account account) {
        ObjectNode target = resource.view()
                .put("RoleARN", account.location().scalingRole())
                .put("CreationTime", Json.timestamp(account.now()))
                .put(
                        "ScalableTargetARN",
                        account.location().scalableTarget(UUID.randomUUID().toString()));
        target.putObject(TAGS);
        return target;
    }

    private static long capacity(Input input, ObjectNode target, String member) {
        Optional<Long> known =
                Optional.of(target.path(member)).filter(JsonNode::isNumber).map(JsonNode::asLong);
        long capacity = input.number(member)
                .or(() -> known)
                .orElseThrow(() -> Errors.validation(
                        "Both MinCapacity and MaxCapacity must be specified for a new scalable target"));
        if (capacity < 1) {
            throw Errors.validation(member + " must be at least 1");
        }
        return capacity;
    }

    private static ObjectNode suspension(Input input, JsonNode known) {
        Optional<Input> given = input.structure("SuspendedState");
        given.ifPresent(state -> TableOperations.requireSupported(state, SUSPENSIONS));
        ObjectNode suspension = Json.object();
        for (String each : SUSPENSIONS) {
            boolean before = known.path(each).asBoolean(false);
            suspension.put(each, given.flatMap(state -> state.flag(each)).orElse(before));
        }
        return suspension;
    }

    private static void keepTags(Input input, ObjectNode target, boolean known) {
        Optional<Input> tags = input.structure("Tags");
        if (tags.isEmpty()) {
            return;
        }
        if (known) {
            throw Errors.validation(
                    "Tags can be specified only when a scalable target is registered for the first time");
        }
        requireFew(tags.get().members());
        target.set(TAGS, tags.get().members());
    }
}
