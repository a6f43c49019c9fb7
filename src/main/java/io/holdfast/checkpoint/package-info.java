/**
 * What finished stages leave for those that follow, and for a driver that goes on with them.
 *
 * <p>Enters: outputs of stages with their manifests, and who made them. Leaves: which of them hold.
 * Fails: nowhere silently; what does not hold is told, with the reason.
 */
package io.holdfast.checkpoint;
