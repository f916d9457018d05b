-- R16: for each submission 9 arguments: id, type, state version, payload, run, run it replaces or nothing, delay, digest, slot
local WIDTH = 9

local function present(at, stored, deleted)
  if stored.run == ARGV[at + 4] or stored.digest == ARGV[at + 7] then
    return {'SAME', stored.run, deleted}
  end
  return {'OTHER', stored.run, deleted}
end

-- The answer that ends the matter without a change, or nothing; and what the job goes on from
local function judged(at)
  local run, replaces = ARGV[at + 4], ARGV[at + 5]
  local job = fields(key('job', ARGV[at]), 'run', 'digest')
  if job.run then
    return present(at, job, '0')
  end
  local tomb = fields(key('tomb', ARGV[at]), 'run', 'digest', 'token', 'number')
  if tomb.run then
    if replaces == tomb.run and run ~= tomb.run then
      return nil, tomb
    end
    return present(at, tomb, '1')
  elseif replaces ~= '' then
    return {'OTHER', replaces, '1'}
  end
  return nil, {token = '0', number = '0'}
end

-- R18: from the tombstone's token on, or from the floor
local floor = redis.call('HGET', FLOOR, 'token') or '0'

local function create(at, from)
  local id = ARGV[at]
  local job = {type = ARGV[at + 1], version = ARGV[at + 2], owner = '', status = 'READY', wish = 'RUNNING',
    slot = ARGV[at + 8]}
  -- by its hash a repeat is judged, so that comes last: one that ended half-way is completed
  change('ZADD', JOBS, 0, id)
  enter(id, job)
  change('HSET', key('job', id), 'type', job.type, 'version', job.version, 'payload', ARGV[at + 3], 'run', ARGV[at + 4],
    'digest', ARGV[at + 7], 'slot', job.slot, 'wish', job.wish, 'number', from.number, 'owner', '', 'token',
    higher(from.token, floor), 'revision', 0, 'claim', 0, 'status', job.status, 'sequence', 1, 'attempt', 0, 'pace', '',
    'standing', '', 'doubted', 0, 'failures', 0, 'lapses', 0, 'probation', 0, 'doubt_count', 0, 'doubts', '', 'opened_at',
    0, 'finished_at', 0, 'takeovers', '', 'due_at', digits(now + ARGV[at + 6]))
  if from.run then
    change('DEL', key('tomb', id))
    change('ZREM', TOMBS, id)
  end
end

local answers, accepted = {}, {}
for at = 1, #ARGV, WIDTH do
  local answer, from = judged(at)
  if not answer then
    answer = {'CREATED', ARGV[at + 4], '0'}
    table.insert(accepted, {at = at, from = from})
  end
  table.insert(answers, answer)
end
for _, submission in ipairs(accepted) do
  create(submission.at, submission.from)
end
return answers
