// Which event ends an object, and whether that matters. The count of an object's references has a state of its own.

#include "AccessLogState.h"

#if ACCESS_HOOKS

enum { referencesOfObject = -1 };
static const uint64_t weakReferences = 0x7765616B21000001ull;

/// The types of objects whose end has had effects, in no order; the rest is 0. For all threads.
///
/// An object's end has the same effects whichever release it comes with. So once a type is known, all releases of its objects
/// conflict, not only with the last one: which one will be the last depends on the order.
static uintptr_t endingTypes[256];

static uintptr_t *placeOfType(uintptr_t type) {
  enum { count = sizeof(endingTypes) / sizeof(*endingTypes) };
  for (size_t k = 0, place = mix(type) % count; k < count; k++, place = (place + 1) % count) {
    uintptr_t known = __atomic_load_n(&endingTypes[place], __ATOMIC_RELAXED);
    if (known == type || known == 0) return &endingTypes[place];
  }
  return NULL;
}

/// Whether the end of an object has effects. Where that is not known of its type, any number of objects may be alive.
static int endsWithEffects(const struct Allocation *object) {
  if (object->isWeak) return 1;
  uintptr_t *place = object->type == 0 ? NULL : placeOfType(object->type);
  return object->type != 0 && (place == NULL || __atomic_load_n(place, __ATOMIC_RELAXED) == object->type);
}

static void noteEndWithEffects(AccessLog *log, const struct Allocation *object) {
  if (object->type == 0) return;
  for (uintptr_t *place = placeOfType(object->type); place != NULL; place = placeOfType(object->type)) {
    uintptr_t known = 0;
    if (__atomic_compare_exchange_n(place, &known, object->type, 0, __ATOMIC_RELAXED, __ATOMIC_RELAXED)) {
      log->hasLearned = 1;
      return;
    }
    if (known == object->type) return;
  }
}

struct ObjectRelease accessLogBeginRelease(AccessLog *log, uintptr_t object, uintptr_t code) {
  uint32_t index = object == 0 ? 0 : accessLogAllocationAt(log, object);
  struct ObjectRelease release = {index, log->effects};
  if (index == 0) return release;
  struct Allocation *it = &log->allocations[index - 1];
  if (it->start != object || it->event == log->event) {
    release.allocation = 0;
    return release;
  }
  accessLogNoteState(log, name(it->name, referencesOfObject), index, 0, endsWithEffects(it) ? AccessModeWrite : AccessModeUpdate, code);
  release.effects = log->effects;
  return release;
}

void accessLogEndRelease(AccessLog *log, struct ObjectRelease release, uintptr_t code) {
  struct Allocation *it = &log->allocations[release.allocation - 1];
  if (!it->isFreed) return;
  if (it->isWeak) accessLogNoteWeak(log, AccessModeWrite, code);
  if (log->effects != release.effects) noteEndWithEffects(log, it);
  if (it->isWeak || log->effects != release.effects)
    accessLogNoteState(log, name(it->name, referencesOfObject), release.allocation, 0, AccessModeWrite, code);
}

void accessLogMarkWeak(AccessLog *log, uintptr_t object) {
  uint32_t index = object == 0 ? 0 : accessLogAllocationAt(log, object);
  if (index != 0) log->allocations[index - 1].isWeak = 1;
}

void accessLogNoteWeak(AccessLog *log, unsigned modes, uintptr_t code) {
  accessLogNoteState(log, weakReferences, 0, 0, modes, code);
}

#endif
