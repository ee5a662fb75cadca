// The lessons in their order, one after another, so that a test run reads as a course.

import Testing

/// The course: `swift test --filter LessonTests` prints it.
@Suite("Lessons", .serialized)
enum Lessons {}
