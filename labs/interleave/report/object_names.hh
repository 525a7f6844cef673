// Names of what the steps of one run act on: variables by debug information,
// blocks of the heap by the type they were allocated for.
//
// Thread: one at a time; refers to what it was made from.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>

#include "labs/interleave/report/symbols.hh"
#include "labs/interleave/runtime/protocol.hh"

namespace interleave {

struct HeapBlock {
  std::string name;  // "block#1", "node#1"
  std::string type;  // "node"; empty: not known
  std::uint64_t size = 0;
  std::uint32_t step = 0;  // of its allocation
};

// The type in "malloc(sizeof(struct node))", "new Account[3]", ...; empty if
// the line does not tell.
std::string allocated_type(const std::string& source_line);

class ObjectNames {
 public:
  explicit ObjectNames(Symbols& symbols) : symbols_(symbols) {}

  // Tell it of all steps, in order, before asking. `source_line`: of a step
  // that allocates.
  void learn(std::uint32_t step, const Event& event,
             const std::string& source_line);

  // `size`: of the access; 0 for an object that begins there, as a lock.
  Variable name(std::uint64_t object, unsigned size) const;

  // The block of the heap around the object; null if it is none.
  const HeapBlock* block_of(std::uint64_t object) const;

 private:
  void learn_block(std::uint32_t step, const Event& event,
                   const std::string& source_line);
  Variable local(std::uint64_t object, unsigned size) const;
  Variable in_block(std::uint64_t object, unsigned size) const;

  Symbols& symbols_;
  std::map<std::uint64_t, HeapBlock> blocks_;  // by their first byte
  std::map<std::string, unsigned> counts_;     // of blocks, by type
  // By thread, and how far their canonical address is below the stack's top:
  // some instruction of their functions.
  std::map<unsigned, std::multimap<std::uint64_t, std::uint32_t>> frames_;
};

}  // namespace interleave
