-- R11 to R15: for each write 24 arguments: job, owner, token, revision, delay or nothing, whether it releases, then the owner's part
local WIDTH = 24

-- R11: the answer to a write whose owner or token aren't those stored
local function foreign(owner, token, stored)
  if below(stored.token, token) then
    return {'REGRESSED', 'TOKEN_WENT_BACK'}
  elseif stored.token == token and stored.owner ~= '' and stored.owner ~= owner then
    return {'REGRESSED', 'TOKEN_GIVEN_TWICE'}
  end
  return {'FENCED'}
end

-- The answer that ends the matter without a change, or nothing; and the job as stored
local function judged(at)
  local owner, token, revision, sequence = ARGV[at + 1], ARGV[at + 2], ARGV[at + 3], ARGV[at + 8]
  local job = fields(key('job', ARGV[at]), 'owner', 'token', 'revision', 'sequence', 'wish', 'number', 'status', 'type',
    'version', 'slot', 'attempt', 'opened_at', 'finished_at')
  if not job.owner then
    local buried = redis.call('HGET', key('tomb', ARGV[at]), 'token')
    if not buried then
      return {'REGRESSED', 'NO_RECORD'}
    end
    return foreign(owner, token, {owner = '', token = buried})
  elseif job.owner ~= owner or job.token ~= token then
    return foreign(owner, token, job)
  elseif job.revision == revision then
    return {'APPLIED', job.wish, job.number}
  elseif below(revision, job.revision) then
    return {'SUPERSEDED'}
  elseif below(sequence, job.sequence) then
    return {'REFUSED', job.sequence}
  end
  return nil, job
end

-- R12: the age is that of the first attempt that may have happened; a further one keeps it while an earlier one is in doubt
local function openedAt(job, sequence, attempt, doubted)
  local stillInDoubt = job.attempt ~= '0' and attempt ~= '0' and doubted == '1'
  if job.sequence == sequence and (job.attempt == attempt or stillInDoubt) then
    return job.opened_at
  end
  return digits(now)
end

-- R12, R15: the owner's part replaced, the clock's part moved
local function apply(at, job)
  local id, delay, status = ARGV[at], ARGV[at + 4], ARGV[at + 6]
  local hash = key('job', id)
  local finishedAt = job.finished_at
  if status == 'FINISHED' and job.status ~= 'FINISHED' then
    finishedAt = digits(now)
  end
  local owner = job.owner
  if ARGV[at + 5] == '1' then
    owner = ''
  end
  local set = {'owner', owner, 'revision', ARGV[at + 3], 'status', status, 'version', ARGV[at + 7], 'sequence',
    ARGV[at + 8], 'attempt', ARGV[at + 11], 'pace', ARGV[at + 14], 'standing', ARGV[at + 15], 'doubted', ARGV[at + 16],
    'failures', ARGV[at + 17], 'lapses', ARGV[at + 18], 'probation', ARGV[at + 19], 'doubt_count', ARGV[at + 20],
    'doubts', ARGV[at + 21], 'opened_at', openedAt(job, ARGV[at + 8], ARGV[at + 11], ARGV[at + 16]), 'finished_at',
    finishedAt}
  local gone = {}
  local function optional(there, field, value)
    if there then
      table.insert(set, field)
      table.insert(set, value)
    else
      table.insert(gone, field)
    end
  end
  optional(ARGV[at + 9] == '1', 'state', ARGV[at + 10])
  optional(ARGV[at + 11] ~= '0', 'effect', ARGV[at + 12])
  optional(ARGV[at + 11] ~= '0', 'next', ARGV[at + 13])
  optional(ARGV[at + 22] == '1', 'error', ARGV[at + 23])
  if delay ~= '' then
    optional(true, 'due_at', digits(now + delay))
  end
  change('HSET', hash, unpack(set))
  if #gone > 0 then
    change('HDEL', hash, unpack(gone))
  end
  moved(id, job, with(job, {owner = owner, status = status, version = ARGV[at + 7], finished_at = finishedAt}))
end

-- R13: all are judged before any is applied, so that what can't be judged changes nothing
local answers, accepted = {}, {}
for at = 1, #ARGV, WIDTH do
  local answer, job = judged(at)
  if not answer then
    -- R14
    answer = {'APPLIED', job.wish, job.number}
    table.insert(accepted, {at = at, job = job})
  end
  table.insert(answers, answer)
end
for _, write in ipairs(accepted) do
  apply(write.at, write.job)
end
return answers
